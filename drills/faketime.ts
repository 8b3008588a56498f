import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cached } from "../scripts/setup/cache.mjs";
import { unpackWheels } from "../scripts/setup/wheel.mjs";

const LIBRARY = "libfaketime-3.0.1";
const FILE = "libfaketime/vendor/libfaketime/src/libfaketime.so.1";

/** A wall clock that can be set, of all processes that are started with `env`: https://github.com/wolfcw/libfaketime, x86-64. */
export interface Clock {
  env: Record<string, string>;
  /** Seconds from the true time, within a second of it; timers go on as they were. */
  shift(seconds: number): void;
  close(): void;
}

export async function openClock(): Promise<Clock> {
  const folder = await cached(LIBRARY, (draft) =>
    unpackWheels(draft, [LIBRARY.replace("-", "==")], { pattern: "\\.so\\.1$" }),
  );
  const own = mkdtempSync(join(tmpdir(), "taskonomy-clock-"));
  const file = join(own, "clock");
  const shift = (seconds: number): void => writeFileSync(file, `${seconds < 0 ? "" : "+"}${seconds}\n`);
  shift(0);
  return {
    env: {
      LD_PRELOAD: join(folder, FILE),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
    shift,
    close: () => rmSync(own, { recursive: true }),
  };
}
