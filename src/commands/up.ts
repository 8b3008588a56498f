import type { Command } from "commander";
import { readConfig } from "../config.ts";
import { untilStopped } from "../until-stopped.ts";
import { importPublished } from "./import.ts";
import { startPlatform } from "./platform.ts";

export function addUp(program: Command): void {
  program
    .command("up")
    .description("embedded Neo4j and Redis, server and workers; stays until stopped")
    .action(async () => {
      const platform = await startPlatform(readConfig());
      try {
        await importPublished(platform.graph);
        console.error(`GraphQL at ${platform.url}, Neo4j at ${platform.neo4j.uri}. Stop with Ctrl-C.`);
        const failure = await Promise.race([untilStopped(), platform.givenUp]);
        if (failure) throw failure;
      } finally {
        await platform.close();
      }
    });
}
