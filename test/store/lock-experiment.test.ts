import { expect, test } from "vitest";
import { write } from "../../src/store/graph.ts";
import { importPublishedTable, useGraph } from "../helpers/graph.ts";

const graph = useGraph();

test("the lock of writers tells which tasks exist, and no row is an experiment that does not", async () => {
  const experiment = await importPublishedTable(graph(), "taskonomy2018");
  const lock = (id: string, tasks: string[]) => write(graph(), "write/lock-experiment", { experiment: id, tasks });
  expect(await lock(experiment, ["denoise", "edge2d", "nothing"])).toMatchObject([{ known: ["denoise", "edge2d"] }]);
  expect(await lock(experiment, [])).toMatchObject([{ known: [] }]);
  for (const tasks of [["denoise"], []]) expect(await lock("nowhere", tasks)).toEqual([]);
});
