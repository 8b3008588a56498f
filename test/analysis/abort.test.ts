import { expect, it } from "vitest";
import { budgetCurve } from "../../src/analysis/budget-curve.ts";
import { inThread } from "../../src/analysis/in-thread.ts";
import { why } from "../../src/analysis/why.ts";
import { smallProgram } from "./small-programs.ts";

it("an analysis ends when nobody waits for it", async () => {
  const gone = AbortSignal.abort(new Error("gone"));
  await expect(why(smallProgram("why"), "a", gone)).rejects.toThrow("gone");
  await expect(budgetCurve(smallProgram("curve"), [1, 2], gone)).rejects.toThrow("gone");
});

it("a thread of an analysis ends at an abort", async () => {
  const controller = new AbortController();
  // Far more draws than an analysis may ask for: minutes of work.
  const drawn = inThread(controller.signal, "randomTaxonomies", smallProgram("abort"), 1e8, 1);
  controller.abort(new Error("gone"));
  await expect(drawn).rejects.toThrow("gone");
});
