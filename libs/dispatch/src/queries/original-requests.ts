import { KancaError, uuidOf, type WebhookEvent } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { LargeBodies } from '../large-bodies/large-bodies.js';
import { DeliveryQueue } from '../ports/delivery-queue.js';
import { findRequest } from './find-request.sql.js';

/** The bytes that a provider sent for one event. */
export interface OriginalBody {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** How the provider compressed them; null when it did not. */
  readonly contentEncoding: string | null;
  /** To be called when the bytes are done with: large ones share a bounded room. */
  readonly release: () => void;
}

const UNKNOWN_TYPE = 'application/octet-stream';

/** What providers sent, for consumers that want it as it was. */
@Injectable()
export class OriginalRequests {
  private readonly largeBodies: LargeBodies;

  constructor(
    private readonly pool: SqlPool,
    private readonly queue: DeliveryQueue,
    private readonly settings: DispatchSettings,
  ) {
    this.largeBodies = new LargeBodies(queue, settings);
  }

  /**
   * The body of the request that brought the event, as it is stored: the exact bytes, or without the secrets that were in them.
   * The event's data where the request has no bytes that are this event's alone: for an event that was published, that came with others
   * in one request, or that came without a body.
   * @throws KancaError `not_found` when the event is older than the retention
   */
  async bodyOf(event: WebhookEvent): Promise<OriginalBody> {
    const [row] = await this.pool.run(findRequest, { tenant: event.tenant, id: uuidOf('evt', event.id) });
    if (row === undefined) throw forgotten(event);
    if (row.raw_id === null || !(row.is_data === true || row.came_alone) || row.size === 0) return dataOf(event);
    if (row.size === null) throw forgotten(event);
    const described = describedBy(row.headers);
    if (row.is_data === true) return { bytes: event.dataBytes, ...described, release: () => undefined };
    if (row.size > this.settings.inlineBodyBytes)
      return { ...described, ...(await this.largeBodies.borrow(event.tenant, row.raw_id, row.size)) };
    return { ...described, bytes: await this.queue.readBody(event.tenant, row.raw_id), release: () => undefined };
  }
}

function dataOf({ dataBytes, datacontenttype }: WebhookEvent): OriginalBody {
  return { bytes: dataBytes, contentType: datacontenttype, contentEncoding: null, release: () => undefined };
}

function describedBy(headers: string | null): Pick<OriginalBody, 'contentType' | 'contentEncoding'> {
  const parsed: unknown = JSON.parse(headers ?? '{}');
  const named = new Map(Object.entries(parsed ?? {}));
  const text = (name: string): string | null => {
    const value: unknown = named.get(name);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return { contentType: text('content-type') ?? UNKNOWN_TYPE, contentEncoding: text('content-encoding') };
}

function forgotten({ id }: WebhookEvent): KancaError {
  return new KancaError('not_found', `The bytes of ${id} are older than the retention.`);
}
