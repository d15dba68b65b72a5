import { KancaError, Observer, parseId, toId } from '@kanca/core';
import { SqlPool, type SqlRunner } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { depthAfter, type Cause } from './cause.js';
import { CauseContext } from './cause-context.js';
import { readCauses } from './read-causes.sql.js';

/** An event as its publisher names it: `evt_…`, and whose it is. */
export interface NamedCause {
  readonly tenant: string;
  readonly id: string;
}

/** An event that is about to be published. */
interface Consequence {
  readonly tenant: string;
  readonly type: string;
}

/** Finds out what brought an event about, and ends chains of events that feed themselves. */
@Injectable()
export class Ancestry {
  constructor(
    private readonly pool: SqlPool,
    private readonly context: CauseContext,
    private readonly settings: DispatchSettings,
    private readonly observer: Observer,
  ) {}

  /**
   * What brings the event about: what its publisher says (`evt_…`), else the event that is being handled, else nothing.
   * @throws KancaError `invalid_request` for a cause that is no event of its tenant, `loop_detected` for one too many in a chain
   */
  async causeOf(event: Consequence & { readonly cause?: string | undefined }): Promise<Cause | undefined> {
    const cause = event.cause === undefined ? this.context.current() : await this.named(event.cause, event.tenant);
    const refusal = this.refusalOf(event, cause);
    if (refusal !== null) throw refusal;
    return cause;
  }

  /** The causes that publishers named, as far as the log has them. */
  async find(named: readonly NamedCause[], sql: SqlRunner): Promise<(cause: NamedCause) => Cause | undefined> {
    const wanted = named.flatMap(({ tenant, id }) => {
      const uuid = parseId('evt', id);
      return uuid === null ? [] : [{ tenant, uuid }];
    });
    if (wanted.length === 0) return () => undefined;
    const found = await sql.run(readCauses, {
      tenants: wanted.map(({ tenant }) => tenant),
      ids: wanted.map(({ uuid }) => uuid),
    });
    const known = new Map(found.map((cause) => [`${cause.tenant}\n${cause.uuid}`, cause]));
    return ({ tenant, id }) => known.get(`${tenant}\n${parseId('evt', id) ?? ''}`);
  }

  /** Why an event is not taken, which the operator is told, too: it is one too many in its chain. Null when it is taken. */
  refusalOf({ tenant, type }: Consequence, cause: Cause | undefined): KancaError | null {
    const { maxDepth } = this.settings;
    const depth = depthAfter(cause);
    if (cause === undefined || depth <= maxDepth) return null;
    const causedBy = toId('evt', cause.uuid);
    this.observer.noted(
      'an event was refused because its chain of events is too long: it probably feeds itself',
      { tenant, type, cause: causedBy, depth, maxDepth },
      'warn',
    );
    return new KancaError(
      'loop_detected',
      `${type} was not published: it is number ${String(depth + 1)} of a chain of events, each published because of the one before, ` +
        `and the last of them is ${causedBy}. At most ${String(maxDepth)} may follow the first one (KANCA_MAX_DEPTH, or maxDepth). ` +
        'Most likely a handler or a subscriber hears what it publishes itself: narrow its filter, or publish another type.',
    );
  }

  private async named(id: string, tenant: string): Promise<Cause> {
    const findIn = await this.find([{ tenant, id }], this.pool);
    const cause = findIn({ tenant, id });
    if (cause !== undefined) return cause;
    throw new KancaError(
      'invalid_request',
      `cause: ${JSON.stringify(id.slice(0, 64))} is no event of the tenant ${tenant}, or older than the retention. Expected the id ` +
        'of an event (evt_…), which subscribers get as webhook-id.',
      { problems: [{ field: 'cause', problem: 'is no event of this tenant' }] },
    );
  }
}
