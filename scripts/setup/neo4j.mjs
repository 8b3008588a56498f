import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "./cache.mjs";
import { java, NEO4J_VERSION, neo4jFolder } from "./locations.mjs";
import { setUpNeo4jArchive } from "./neo4j-archive.mjs";
import { MissingProgram, missing, requireProgram, run } from "./run.mjs";
import { step } from "./step.mjs";

/** Brings Neo4j Community. */
export async function setUpNeo4j() {
  await requireJava();
  if (!existsSync(neo4jFolder())) await fetchJars();
  await setUpNeo4jArchive();
}

async function fetchJars() {
  const maven = requireProgram("mvn", "fetches Neo4j", "apt-get install maven");
  await step(`Neo4j Community ${NEO4J_VERSION}`, () =>
    cached(`neo4j-${NEO4J_VERSION}`, async (draft) => {
      await writeFile(join(draft, "pom.xml"), POM);
      await run(
        maven,
        ["-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime"],
        {
          cwd: draft,
        },
      );
    }),
  );
}

async function requireJava() {
  const program = java();
  const output = program ? await run(program, ["-version"]).catch(() => "") : "";
  const home = process.env.JAVA_HOME;
  const version = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  if (version < 17 && home) {
    throw new MissingProgram(
      `JAVA_HOME=${home}: ${version ? `Java ${version} is there` : "no bin/java that runs is there"}; ` +
        "set it to the folder of Java 17 or later (runs Neo4j), or unset it for the java on the PATH",
    );
  }
  if (version < 17) {
    throw missing(
      `Java 17 or later (runs Neo4j${version ? `; found ${version}` : ""})`,
      "apt-get install openjdk-17-jre-headless",
    );
  }
}

const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>neo4j-jars</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId>
      <artifactId>neo4j</artifactId>
      <version>${NEO4J_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;
