import type { Attempt, AttemptResult, ConsumerRunner } from '../ports/consumer-runner.js';

/**
 * Runs an attempt until it ends or its time is up: however the runner behaves, this settles, and it never rejects. What the runner throws
 * is a failure. No async functions here: every delivery passes.
 * @param onEnd called once, before the result is there
 */
export function withinTime(runner: ConsumerRunner, attempt: Attempt, onEnd: () => void): Promise<AttemptResult> {
  const { timeoutMs } = attempt.consumer;
  return new Promise<AttemptResult>((resolve) => {
    const end = (result: AttemptResult): void => {
      clearTimeout(timer);
      onEnd();
      resolve(result);
    };
    const timer = setTimeout(() => {
      const error = `Timed out after ${String(timeoutMs)} ms.`;
      end({ outcome: { kind: 'failed' }, error, detail: runner.soFar(attempt) });
      attempt.cancellation.cancel(new Error(error));
    }, timeoutMs + runner.graceMs);
    const fail = (error: unknown): void => {
      end(failureOf(error));
    };
    try {
      runner.run(attempt).then(end, fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** An attempt that could not be made. */
export function failureOf(error: unknown): AttemptResult {
  return { outcome: { kind: 'failed' }, error: error instanceof Error ? error.message : String(error) };
}
