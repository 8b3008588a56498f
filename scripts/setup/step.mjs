/** Says on standard error that a step of the set-up began, and how long it took: only steps that do something. */
export async function step(title, work) {
  const started = Date.now();
  process.stderr.write(`set-up: ${title} ... `);
  try {
    const result = await work();
    process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stderr.write("failed\n");
    throw error;
  }
}
