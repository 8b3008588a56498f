import { expect, test } from "vitest";
import { PRESETS } from "../../src/domain/presets.ts";
import { encoderLayers } from "../../src/training/networks.ts";

test.each(Object.entries(PRESETS))(
  "every number of a representation sees the whole image (%s)",
  (_name, { settings }) => {
    let field = 1;
    let jump = 1;
    const convolutions = encoderLayers(settings).flatMap((block) => ("branch" in block ? block.branch : [block]));
    for (const { kernel, stride } of convolutions) {
      field += (kernel - 1) * jump;
      jump *= stride;
    }
    expect(field).toBeGreaterThanOrEqual(settings.imageSize);
    expect(jump).toBe(settings.imageSize / settings.representation.size);
    expect(encoderLayers(settings).at(-1)!.channels).toBe(settings.representation.channels);
  },
);
