export type Closer = () => Promise<void>;

/**
 * Opens things that belong together; `open` says after each how it is closed. `close` closes them in the opposite order, every one
 * even where another fails, and then throws the first failure. Where `open` fails, what it had opened is closed.
 */
export async function openTogether<T>(
  open: (onClose: (closer: Closer) => void) => Promise<T>,
): Promise<T & { close(): Promise<void> }> {
  const closers: Closer[] = [];
  const close = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const closer of closers.splice(0).reverse()) await closer().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    return { ...(await open((closer) => closers.push(closer))), close };
  } catch (error) {
    await close().catch(() => {}); // what went wrong first is what matters
    throw error;
  }
}
