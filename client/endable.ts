/** A generator whose `return` also ends it where it waits, by the signal that it gets. */
export function endable<T>(
  generate: (signal: AbortSignal) => AsyncGenerator<T, void>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void> {
  const returned = new AbortController();
  const generator = generate(signal ? AbortSignal.any([signal, returned.signal]) : returned.signal);
  const end = generator.return.bind(generator);
  generator.return = (value) => {
    returned.abort();
    return end(value);
  };
  return generator;
}
