import { describe, expect, it } from "vitest";
import { PRESETS } from "../../src/domain/presets.ts";
import type { Settings } from "../../src/domain/settings.ts";
import { renewedBy, type Trained } from "../../src/report/renewed.ts";
import { requireResized } from "../../src/report/resized.ts";

const settings: Settings = PRESETS.demo.settings;
const tasks = [{ task: "edge2d", role: "BOTH", labelCost: 1, importance: 1 }];
const trained = (changes: Partial<Settings>, more: object = {}, codeVersion = "1"): Trained => ({
  experiment: { id: "again", settings: { ...settings, ...changes }, tasks, ...more } as Trained["experiment"],
  codeVersion,
});
const refusal = (pattern: RegExp) =>
  expect.objectContaining({ code: "BAD_INPUT", message: expect.stringMatching(pattern) });

describe("a repeat", () => {
  const first = trained({});

  it("is told by the outermost seed that is its own, all of them are named", () => {
    const readouts = { seeds: { encoders: 1, readouts: 2 } };
    const encoders = { seeds: { encoders: 3, readouts: 1 } };
    const scenes = {
      dataset: { ...settings.dataset, seed: 4 },
      seeds: { encoders: 4, readouts: 4 },
    } as Partial<Settings>;
    expect(renewedBy(first, trained(readouts))).toEqual({ part: "readouts", what: "readouts 2 for 1" });
    expect(renewedBy(first, trained(encoders))).toEqual({ part: "encoders", what: "encoders 3 for 1" });
    expect(renewedBy(first, trained(scenes))).toEqual({
      part: "scenes",
      what: "scenes 4 for 1, encoders 4 for 1, readouts 4 for 1",
    });
  });

  it("may lack orders; other code is named", () => {
    const lower = { seeds: { encoders: 1, readouts: 2 }, maxOrder: 1, beam: {} };
    expect(renewedBy(first, trained(lower, {}, "2")).what).toBe("readouts 2 for 1; trained by other code");
  });

  it("has the same data where they are a folder's, though its path is the same", () => {
    const of = (readouts: number, dataHash: string) =>
      trained({ dataset: { kind: "folder", path: "copy" }, seeds: { encoders: 1, readouts } }, { dataHash });
    expect(renewedBy(of(1, "abc"), of(2, "abc")).part).toBe("readouts");
    expect(() => renewedBy(of(1, "abc"), of(2, "def"))).toThrowError(refusal(/hash of the data is def, not abc/));
  });

  it("may name the architecture that is meant where none is named", () => {
    const named = { architecture: "small", seeds: { encoders: 1, readouts: 2 } } as const;
    expect(renewedBy(first, trained(named)).part).toBe("readouts");
  });

  it("is refused where anything else differs, or nothing", () => {
    const seeds = { seeds: { encoders: 1, readouts: 2 } };
    const refused = (changes: Partial<Settings>, more: object, pattern: RegExp) =>
      expect(() => renewedBy(first, trained(changes, more))).toThrowError(refusal(pattern));
    const longer = { ...seeds, readout: { ...settings.readout, epochs: 40 } };
    refused(longer, {}, /^repeat again: readout\.epochs is 40, not 20; /);
    refused({ ...seeds, trainingBudget: { share: 0.5 } }, {}, /trainingBudget\.share is 0\.5, not none/);
    refused(seeds, { tasks: [] }, /role of edge2d is none, not BOTH/);
    refused({ ...seeds, architecture: "resnet50" }, {}, /architecture is resnet50, not small/);
    refused({}, {}, /its seeds are the same/);
    refused({}, { settings: null }, /^experiment again was imported/);
  });
});

it("another size of representations is compared with nothing else changed", () => {
  const { experiment: first } = trained({});
  const other = (changes: Partial<Settings>) => () => requireResized(first, trained(changes).experiment);
  const finer = { representation: { size: 16, channels: 8 } };
  expect(other({ ...finer, maxOrder: 1 })).not.toThrow();
  expect(other({})).toThrowError(refusal(/^compare again: its representations are of the same size; /));
  expect(other({ ...finer, seeds: { encoders: 1, readouts: 2 } })).toThrowError(refusal(/seeds\.readouts is 2, not 1/));
});
