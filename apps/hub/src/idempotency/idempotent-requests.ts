import { KancaError } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A request as it is told from others. */
export interface KeyedRequest {
  /** Hash of the API key. */
  readonly caller: Buffer;
  readonly key: string;
  /** Hash of method, path and body. */
  readonly request: Buffer;
}

export interface KeptAnswer {
  readonly status: number;
  /** As it was before it was written as JSON; undefined for none. */
  readonly body: unknown;
}

interface Row {
  readonly request: Buffer;
  readonly status: number | null;
  readonly answer_sealed: string | null;
  readonly is_abandoned: boolean;
}

/** Longer than any request takes: the process that began it is gone. */
const ABANDONED_AFTER = `interval '2 minutes'`;
const KEPT_FOR = `interval '1 day'`;

/** Remembers for a day what requests with an `Idempotency-Key` were answered. */
@Injectable()
export class IdempotentRequests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: SecretVault,
  ) {}

  /**
   * @returns the answer that the same request got before; null when it is to be worked on now, and then `finish` or `forget` must follow
   * @throws KancaError `idempotency_mismatch` when the key was another request's; `conflict` while that is worked on
   */
  async begin(keyed: KeyedRequest): Promise<KeptAnswer | null> {
    const { caller, key, request } = keyed;
    const begun = await this.dataSource.query<object[]>(
      `INSERT INTO kanca.idempotent_requests (caller, key, request) VALUES ($1, $2, $3)
       ON CONFLICT (caller, key) DO NOTHING RETURNING key`,
      [caller, key, request],
    );
    if (begun.length > 0) return null;
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT request, status, answer_sealed, begun_at < now() - ${ABANDONED_AFTER} AS is_abandoned
       FROM kanca.idempotent_requests WHERE caller = $1 AND key = $2`,
      [caller, key],
    );
    // It was forgotten at this very moment.
    if (row === undefined) return this.begin(keyed);
    if (!row.request.equals(request))
      throw new KancaError(
        'idempotency_mismatch',
        `The Idempotency-Key ${JSON.stringify(key)} was sent with another request before: a new request needs a new key.`,
      );
    if (row.status !== null) return this.answerOf(keyed, row.status, row.answer_sealed);
    if (row.is_abandoned && (await this.takeOver(keyed))) return null;
    throw new KancaError('conflict', 'A request with this Idempotency-Key is being worked on: ask again in a moment.', {
      retryAfterSeconds: 2,
    });
  }

  async finish(keyed: KeyedRequest, { status, body }: KeptAnswer): Promise<void> {
    const sealed = body === undefined ? null : this.vault.seal(JSON.stringify(body), contextOf(keyed));
    await this.dataSource.query(
      `UPDATE kanca.idempotent_requests SET status = $3, answer_sealed = $4 WHERE caller = $1 AND key = $2`,
      [keyed.caller, keyed.key, status, sealed],
    );
  }

  /** It failed, so nothing was done: the same request may be made again. */
  async forget({ caller, key }: KeyedRequest): Promise<void> {
    await this.dataSource.query(`DELETE FROM kanca.idempotent_requests WHERE caller = $1 AND key = $2`, [caller, key]);
  }

  async forgetOld(): Promise<void> {
    await this.dataSource.query(`DELETE FROM kanca.idempotent_requests WHERE begun_at < now() - ${KEPT_FOR}`);
  }

  private answerOf(keyed: KeyedRequest, status: number, sealed: string | null): KeptAnswer {
    const body: unknown = sealed === null ? undefined : JSON.parse(this.vault.open(sealed, contextOf(keyed)));
    return { status, body };
  }

  private async takeOver({ caller, key }: KeyedRequest): Promise<boolean> {
    const [taken] = await this.dataSource.query<[object[], number]>(
      `UPDATE kanca.idempotent_requests SET begun_at = now()
       WHERE caller = $1 AND key = $2 AND status IS NULL AND begun_at < now() - ${ABANDONED_AFTER} RETURNING key`,
      [caller, key],
    );
    return taken.length > 0;
  }
}

/** Bound to its row: an answer that is copied to another does not open. */
function contextOf({ caller, key }: KeyedRequest): string {
  return `idempotent_requests/${caller.toString('hex')}/${key}`;
}
