import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  readonly timeoutMs: number;
  readonly everyMs: number;
}

/** Asks again and again until the answer is yes; false when the time is up. */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  { timeoutMs, everyMs }: WaitOptions,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() >= deadline) return false;
    await sleep(everyMs);
  }
  return true;
}
