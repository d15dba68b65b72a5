import { Injectable } from '@nestjs/common';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { emit, type TransactionClient } from '../outbox/emit.js';

/** What Kanca tells of itself, as events like all others. */
export type OperationalType =
  | 'kanca.delivery.dead'
  | 'kanca.delivery.recovered'
  | 'kanca.subscription.failing'
  | 'kanca.subscription.recovered'
  | 'kanca.subscription.disabled'
  | 'kanca.subscription.verification_failed'
  | 'kanca.source.silent'
  | 'kanca.queue.stalled';

export interface OperationalEvent {
  readonly type: OperationalType;
  readonly tenant: string;
  /** Public id of what it is about. */
  readonly subject: string;
  /** Plain JSON, without secrets. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Told once, however many tell it. */
  readonly id?: string;
}

/** Tells of what happened to Kanca itself, in the transaction in which it happened: it is told exactly if it is true. */
@Injectable()
export class OperationalEvents {
  constructor(private readonly settings: DispatchSettings) {}

  async tell(client: TransactionClient, { type, tenant, subject, data, id }: OperationalEvent): Promise<void> {
    if (this.settings.operationalEvents) await emit(client, { type, tenant, subject, data, id });
  }
}
