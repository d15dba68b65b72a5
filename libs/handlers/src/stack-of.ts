const MAX_LENGTH = 8_000;
const MAX_CAUSES = 5;
/** So that a long stack leaves room for what had caused it. */
const MAX_STACK_LENGTH = 4_000;

/** Where an error was thrown, and what had caused it: `fetch failed` alone helps nobody. Undefined for a value that is not an error. */
export function stackOf(error: unknown): string | undefined {
  const stacks: string[] = [];
  let next = error;
  while (next instanceof Error && stacks.length <= MAX_CAUSES) {
    stacks.push((next.stack ?? next.message).slice(0, MAX_STACK_LENGTH));
    next = next.cause;
  }
  return stacks.length === 0 ? undefined : stacks.join('\ncaused by: ').slice(0, MAX_LENGTH);
}
