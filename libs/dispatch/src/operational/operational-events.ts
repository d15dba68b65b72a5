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

/** What Kanca tells of itself, such as an endpoint that was paused. Listed in `docs/guides/operational-events.md`. */
export interface OperationalEvent {
  readonly type: OperationalType;
  readonly tenant: string;
  /** Public id of the resource that the event is about. */
  readonly subject: string;
  /** Plain JSON, without secrets. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Told once, however many tell it. */
  readonly id?: string;
}

/** Publishes operational events, each in the transaction of the change that it reports: it is published exactly if that is committed. */
@Injectable()
export class OperationalEvents {
  constructor(private readonly settings: DispatchSettings) {}

  async tell(client: TransactionClient, { type, tenant, subject, data, id }: OperationalEvent): Promise<void> {
    if (this.settings.operationalEvents) await emit(client, { type, tenant, subject, data, id });
  }
}
