import { createHash } from 'node:crypto';
import { KancaError, Randomness } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Users } from './users.js';
import type { UserView } from './user-view.js';

const LIVES_FOR = `interval '15 minutes'`;

/** The address that signs the first person in, once: it holds a token of which the database has the hash. */
@Injectable()
export class Welcome {
  constructor(
    private readonly dataSource: DataSource,
    private readonly users: Users,
    private readonly randomness: Randomness,
  ) {}

  /** A new token for 15 minutes; null when there is a user already. */
  async invite(): Promise<string | null> {
    if (await this.users.hasAny()) return null;
    const token = this.randomness.bytes(32).toString('base64url');
    await this.forgetOld();
    await this.dataSource.query(`INSERT INTO kanca.welcome_tokens (hash, ends_at) VALUES ($1, now() + ${LIVES_FOR})`, [
      hashOf(token),
    ]);
    return token;
  }

  /** @throws KancaError `unauthorized` for a token that is not good, or no longer */
  async assertInvited(token: string): Promise<void> {
    const [row] = await this.dataSource.query<object[]>(
      `SELECT hash FROM kanca.welcome_tokens WHERE hash = $1 AND ends_at > now()`,
      [hashOf(token)],
    );
    if (row === undefined) throw notInvited();
  }

  /** @throws KancaError `unauthorized`; `conflict` when there is a user already; `invalid_request` for the password */
  accept(
    token: string,
    person: { readonly email: string; readonly name?: string; readonly password: string },
  ): Promise<UserView> {
    return this.users.createFirst(person, (manager) => spend(manager, token));
  }

  async forgetOld(): Promise<void> {
    await this.dataSource.query(`DELETE FROM kanca.welcome_tokens WHERE ends_at < now()`);
  }
}

/** One use, whichever of two requests comes first; and the tokens of other hubs go with it. */
async function spend(manager: EntityManager, token: string): Promise<void> {
  const [spent] = await manager.query<[object[], number]>(
    `DELETE FROM kanca.welcome_tokens WHERE hash = $1 AND ends_at > now() RETURNING hash`,
    [hashOf(token)],
  );
  if (spent.length === 0) throw notInvited();
  await manager.query(`DELETE FROM kanca.welcome_tokens`);
}

function notInvited(): KancaError {
  return new KancaError(
    'unauthorized',
    'This address was used already, or is older than 15 minutes. Start the hub again: it prints a new one while there is no user. ' +
      'With an admin key, POST /api/v1/users makes a user, too.',
  );
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
