import { expect, it } from "vitest";
import type { Experiment } from "../../src/domain/experiment.ts";
import { PRESETS } from "../../src/domain/presets.ts";
import { renewedBy } from "../../src/report/renewed.ts";

it("a repeat is told by its data and weights, and what is more than seeds is no repeat", () => {
  const { settings } = PRESETS.demo;
  const trained = (changes: Partial<Experiment>, hash = "w") => ({
    experiment: { seed: 1, settings, dataHash: "d", ...changes } as Experiment,
    weights: new Map([["edge2d", hash]]),
  });
  const first = trained({});
  const otherScenes = { ...settings, dataset: { ...settings.dataset, seed: 2 } };
  const longer = { ...settings, readout: { ...settings.readout, epochs: 40 } };
  const otherSeeds = { ...settings, seeds: { encoders: 1, readouts: 2 }, maxOrder: 1 };
  expect(renewedBy(first, trained({ settings: otherSeeds }))).toBe("readouts");
  expect(renewedBy(first, trained({ settings: otherSeeds }, "v"))).toBe("encoders");
  expect(renewedBy(first, trained({ settings: otherScenes, dataHash: "e" }, "v"))).toBe("scenes");
  expect(renewedBy(first, trained({ settings: longer }))).toBe("settings");
  expect(renewedBy(first, trained({}))).toBe("nothing");
  expect(renewedBy(first, trained({ dataHash: null }))).toBe("unknown");
});
