/** What parsing came to: a value, or what was thrown. */
type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/**
 * The same reader, which reads each buffer once: several steps look into the body of one request. What it found is forgotten with the
 * buffer. Nobody may change the bytes or the value.
 */
export function remembered<T>(read: (bytes: Buffer) => T): (bytes: Buffer) => T {
  const outcomes = new WeakMap<Buffer, Outcome<T>>();
  return (bytes) => {
    const outcome = outcomes.get(bytes) ?? outcomeOf(read, bytes);
    outcomes.set(bytes, outcome);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
}

function outcomeOf<T>(read: (bytes: Buffer) => T, bytes: Buffer): Outcome<T> {
  try {
    return { value: read(bytes) };
  } catch (error) {
    return { error };
  }
}
