import { toId } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { Ancestry } from '../ancestry/ancestry.js';
import { emitBecauseOf, type EmitInput, type TransactionClient } from './emit.js';

/** `emit` for handlers: it knows the event that is being handled, so that events that feed themselves are found out. */
@Injectable()
export class Outbox {
  constructor(private readonly ancestry: Ancestry) {}

  /**
   * Publishes an event inside your own transaction, as a consequence of the event that is being handled.
   * @throws KancaError `loop_detected` when its chain of events is too long, and as `emit` does
   * @example
   * await dataSource.transaction(async (manager) => {
   *   await manager.save(order);
   *   await outbox.emit(manager, { type: 'order.placed', data: { id: order.id } });
   * });
   */
  async emit(client: TransactionClient, event: EmitInput): Promise<void> {
    const cause = await this.ancestry.causeOf({ ...event, tenant: event.tenant ?? 'default' });
    await emitBecauseOf(client, event, cause && { tenant: cause.tenant, id: toId('evt', cause.uuid) });
  }
}
