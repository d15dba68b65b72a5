import type { Observer, RetryPolicy } from '@kanca/core';
import type { PolicyQuestion, RunnerRegistry } from '../ports/consumer-runner.js';

/**
 * By what policy a delivery whose attempt did not succeed is tried again: as the runner of its consumer says, who may ask its event's type.
 * One that cannot be found out now is no reason to lose how the attempt ended: its consumer has one.
 */
export async function retryPolicyOf(
  question: PolicyQuestion,
  runners: RunnerRegistry,
  observer: Observer,
): Promise<RetryPolicy> {
  const { consumer } = question;
  try {
    return (await runners.get(consumer.kind)?.policy(question)) ?? consumer.retry;
  } catch (error) {
    observer.faulted('finding the retry policy of an attempt that did not succeed; its consumer has one', error);
    return consumer.retry;
  }
}
