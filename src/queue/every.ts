/** Repeats `work` with `ms` between an end and the next start, beginning now, until the returned function is called. */
export function every(ms: number, work: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async (): Promise<void> => {
    await work();
    if (!stopped) timer = setTimeout(round, ms);
  };
  void round();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
