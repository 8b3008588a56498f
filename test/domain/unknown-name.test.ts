import { expect, it } from "vitest";
import { noTransfersInto } from "../../src/domain/unknown-name.ts";

it("an unknown name is told the nearest known one, never itself", () => {
  expect(noTransfersInto("edge2", "e", ["edge3d", "edge2d"]).message).toMatch(/did you mean edge2d\?$/);
  expect(noTransfersInto("edge2d", "e", ["edge2d", "edge3d"]).message).toMatch(/did you mean edge3d\?$/);
  expect(noTransfersInto("random", "e", ["random", "edge2d"]).message).toBe(
    "experiment e has no transfers into random",
  );
});
