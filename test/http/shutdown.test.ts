import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { taskonomy, urlOf } from "../../drills/process.ts";
import { sharedServices } from "../helpers/services.ts";
import { type Answer, postRaw } from "./api.ts";

test("requests in flight at SIGTERM are answered, and the process ends well", async () => {
  const { neo4j, redis } = sharedServices();
  const home = await mkdtemp(join(tmpdir(), "shutdown-"));
  const env = { NEO4J_URI: neo4j.uri, NEO4J_USER: neo4j.user, NEO4J_PASSWORD: neo4j.password, REDIS_URL: redis.url };
  const server = taskonomy(["serve"], { ...env, TASKONOMY_HOME: home });
  const url = await urlOf(server);

  // Solves wait for each other, two at a time: most of these are still to be done when the first one is answered.
  const ask = (budget: number) =>
    postRaw(url, { query: `{ taxonomy(experiment: "taskonomy2018_16k", budget: ${budget}) { status } }` });
  const asked = Array.from({ length: 12 }, (_, i) => ask(i + 1));
  await Promise.race(asked);
  const ended = server.end("SIGTERM");

  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  for (const answer of answers) {
    expect(((await answer.json()) as Answer).data.taxonomy.status).toBe("OPTIMAL");
  }
  expect(await ended).toBe(0);
  await expect(ask(1)).rejects.toThrow();
  await rm(home, { recursive: true });
});
