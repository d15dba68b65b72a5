/** How long a condition is waited for, and how often it is asked, in milliseconds. */
export interface PatienceOptions {
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * Asks again until the answer is not undefined, false or an error.
 * @throws the last error, or one that says what was last seen
 * @example const delivery = await eventually(async () => (await get(id)).state === 'delivered');
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  { withinMs = 30_000, everyMs = 20 }: PatienceOptions = {},
): Promise<Exclude<T, false | undefined>> {
  const deadline = Date.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>;
      last = new Error(`Still ${String(answer)} after ${String(withinMs)} ms.`);
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw last;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
