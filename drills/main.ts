/** npm run drills [-- NAME...]: faults, each ended by the same checks. docs/operations.md says what they are. */
import { Command } from "commander";
import { wholeNumber } from "../src/commands/arguments.ts";
import type { DrillOptions } from "./drill.ts";
import { DRILLS } from "./drills.ts";
import { openSite } from "./site.ts";

const list = Object.entries(DRILLS).map(([name, { description }]) => `  ${name.padEnd(18)}${description}`);
const program = new Command("npm run drills --")
  .description(
    "Runs the named fault drills, or all, each on a Neo4j and a Redis of its own; ends with 1 where one fails.",
  )
  .argument("[names...]", "drills")
  .option("--preset <name>", "of the experiment of the random kills", "smoke")
  .option("--kills <n>", "random kills", wholeNumber, 10)
  .option("--seed <n>", "of the random moments", wholeNumber, 1)
  .addHelpText("after", `\nDrills:\n${list.join("\n")}`)
  .parse();

const names = program.args.length > 0 ? program.args : Object.keys(DRILLS);
const unknown = names.filter((name) => !Object.hasOwn(DRILLS, name));
if (unknown.length > 0)
  program.error(`no such drill: ${unknown.join(", ")}; there are ${Object.keys(DRILLS).join(", ")}`);

for (const name of names) {
  const began = performance.now();
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const site = await openSite();
  try {
    await DRILLS[name]!.run(site, program.opts<DrillOptions>(), (what) => console.log(`  ${seconds()}  ${what}`));
    console.log(`passed  ${name}, ${seconds()}`);
  } catch (error) {
    console.log(`FAILED  ${name}, ${seconds()}\n${(error as Error).message}`);
    process.exitCode = 1;
  } finally {
    await site.close();
  }
}
