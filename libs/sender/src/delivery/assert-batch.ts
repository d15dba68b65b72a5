import { KancaError, type FieldProblem } from '@kanca/core';
import type { BatchPolicy } from '../model/batch-policy.js';
import type { Format } from '../formats/format.js';

/** What is left for the request when the waiting is over. */
const LEFT_MS = 1_000;

/** How many of its deliveries run at once when nobody says: those of the batch that is on its way, and of the one that is gathered. */
export function batchConcurrency(batch: BatchPolicy | null, otherwise: number): number {
  return batch === null ? otherwise : Math.max(otherwise, 2 * batch.maxEvents);
}

/** @throws KancaError `invalid_request` naming every part that does not go with the format or with another setting */
export function assertBatch(batch: BatchPolicy | null, format: Format, consumer: BatchedConsumer): void {
  if (batch === null) return;
  const problems: FieldProblem[] = [];
  if (format.batchContentType === undefined)
    problems.push({ field: 'batch', problem: `is nothing that the format ${format.name} can do` });
  if (batch.maxWaitMs + LEFT_MS > consumer.timeoutMs)
    problems.push({
      field: 'batch.maxWaitMs',
      problem: `leaves no second of timeoutMs (${String(consumer.timeoutMs)}) for the request: waiting counts`,
    });
  if (consumer.concurrency < batch.maxEvents)
    problems.push({ field: 'concurrency', problem: 'is lower than batch.maxEvents, so no batch would ever be full' });
  if (consumer.pull) problems.push({ field: 'batch', problem: 'is for subscriptions that are pushed to' });
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field} ${problem}`).join('; '), {
      problems,
    });
}

interface BatchedConsumer {
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly pull: boolean;
}
