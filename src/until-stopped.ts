const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Resolves at SIGINT or SIGTERM; a second signal ends the process at once. */
export function untilStopped(): Promise<undefined> {
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of SIGNALS) process.removeListener(signal, stop);
      resolve(undefined);
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}
