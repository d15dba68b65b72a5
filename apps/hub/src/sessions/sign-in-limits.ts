import { createHash } from 'node:crypto';
import { KancaError } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { forgetTries, knowSignIn, takeTryBack, trySignIn, type TryRow } from './try-sign-in.sql.js';

interface Bucket {
  readonly capacity: number;
  readonly perSecond: number;
}

/** For the people behind one address. */
const ADDRESS: Bucket = { capacity: 30, perSecond: 1 / 10 };
/** For one person at one place. */
const PAIR: Bucket = { capacity: 10, perSecond: 1 / 30 };
/** For one account from everywhere: a net that guesses from thousands of addresses gets 100 tries, and then one in 20 seconds. */
const ACCOUNT: Bucket = { capacity: 100, perSecond: 1 / 20 };

/**
 * Bounds how often somebody may try to sign in, for all hubs together. An account is never locked for those who have signed in from their address before, so
 * that a stranger cannot lock its owner out. It makes no difference whether the account exists.
 */
@Injectable()
export class SignInLimits {
  constructor(private readonly pool: SqlPool) {}

  /**
   * Counts a try.
   * @param network of the address, see `RequestOrigin`
   * @param account folded e-mail address; undefined where there is none, as for a key
   * @throws KancaError `too_many_requests` with the seconds after which one more may be tried
   */
  async take(network: string, account?: string): Promise<void> {
    await this.try(subject('address', network), ADDRESS);
    if (account === undefined) return;
    const { is_known } = await this.try(subject('pair', network, account), PAIR);
    if (!is_known) await this.try(subject('account', account), ACCOUNT);
  }

  /** The last try was good. */
  async succeeded(network: string, account?: string): Promise<void> {
    const counted = [subject('address', network), ...(account === undefined ? [] : [subject('account', account)])];
    await this.pool.run(takeTryBack, { subjects: counted });
    if (account !== undefined) await this.pool.run(knowSignIn, { subject: subject('pair', network, account) });
  }

  async forgetOld(): Promise<void> {
    await this.pool.run(forgetTries, {});
  }

  private async try(bytes: Buffer, bucket: Bucket): Promise<TryRow> {
    const [row] = await this.pool.run(trySignIn, { subject: bytes, ...bucket });
    if (row === undefined) throw new Error('A statement that returns a row returned none.');
    if (row.is_allowed) return row;
    const retryAfterSeconds = Math.max(1, Math.ceil((row.level + 1 - bucket.capacity) / bucket.perSecond));
    throw new KancaError(
      'too_many_requests',
      `There were too many attempts to sign in: try again in ${String(retryAfterSeconds)} s.`,
      { retryAfterSeconds },
    );
  }
}

/** Hashed: the table does not say who tried to sign in from where. */
function subject(...words: readonly string[]): Buffer {
  return createHash('sha256').update(words.join('\n')).digest();
}
