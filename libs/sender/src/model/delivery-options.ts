import { KancaError } from '@kanca/core';
import type { Format } from '../formats/format.js';
import type { NotificationMethod } from '../formats/notification-method.js';

/** The methods that a subscription may choose from. */
export const NOTIFICATION_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly NotificationMethod[];

/** What the body of a deletion holds: the id alone, or the whole data. */
export const DELETED_BODIES = ['id', 'data'] as const;
/** What a deletion is sent with: the id alone, or the whole object. */
export type DeletedBody = (typeof DELETED_BODIES)[number];

/** Details of how a subscriber is called. One that is missing is as the format has it. */
export interface DeliveryOptions {
  readonly method?: NotificationMethod;
  /** Answers with one of these end a delivery at once: it becomes a dead letter. */
  readonly noRetryStatuses?: readonly number[];
  readonly deletedBody?: DeletedBody;
}

/** The same as an owner sets them: null takes one away. */
export interface DeliveryOptionsInput {
  readonly method?: NotificationMethod | null | undefined;
  readonly noRetryStatuses?: readonly number[] | undefined;
  readonly deletedBody?: DeletedBody | null | undefined;
}

const MIN_STATUS = 300;
const MAX_STATUS = 599;
const MAX_STATUSES = 50;

export function changedOptions(before: DeliveryOptions, input: DeliveryOptionsInput): DeliveryOptions {
  const method = input.method === undefined ? before.method : (input.method ?? undefined);
  const noRetryStatuses = input.noRetryStatuses ?? before.noRetryStatuses ?? [];
  const deletedBody = input.deletedBody === undefined ? before.deletedBody : (input.deletedBody ?? undefined);
  return {
    ...(method === undefined ? {} : { method }),
    ...(noRetryStatuses.length === 0 ? {} : { noRetryStatuses: [...new Set(noRetryStatuses)].sort((a, b) => a - b) }),
    ...(deletedBody === undefined ? {} : { deletedBody }),
  };
}

/** @throws KancaError `invalid_request` naming the field */
export function assertDeliveryOptions({ noRetryStatuses = [], deletedBody }: DeliveryOptions, format: Format): void {
  const isStatus = (status: number): boolean =>
    Number.isInteger(status) && status >= MIN_STATUS && status <= MAX_STATUS;
  if (noRetryStatuses.length > MAX_STATUSES || !noRetryStatuses.every(isStatus))
    refuse(
      'noRetryStatuses',
      `expected at most ${String(MAX_STATUSES)} whole numbers from ${String(MIN_STATUS)} to ${String(MAX_STATUS)}`,
    );
  if (deletedBody !== undefined && format.hasDeletedBody !== true)
    refuse(
      'deletedBody',
      `has no meaning for the format ${format.name}: only a format that shortens deletions takes it`,
    );
}

function refuse(field: string, problem: string): never {
  throw new KancaError('invalid_request', `${field}: ${problem}`, { problems: [{ field, problem }] });
}
