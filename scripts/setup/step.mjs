/** Says on standard error that a step of the set-up began, and when it ended; whole lines, since steps run side by side. */
export async function step(title, work) {
  const started = Date.now();
  process.stderr.write(`set-up: ${title} ...\n`);
  const result = await work();
  process.stderr.write(`set-up: ${title}, ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}
