import { createHash } from 'node:crypto';
import { Clock, KancaError, newUuid, Observer, Randomness, toId, uuidOf } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { BriefMemory } from '../keys/brief-memory.js';
import type { Actor, Caller } from '../keys/caller.js';
import type { Scope } from '../keys/scope.js';
import { scopesOf, type UserRole } from '../users/role.js';
import { SessionSettings } from './session-settings.js';
import {
  beginSession,
  endSessionByHash,
  endSessions,
  findSession,
  forgetEndedSessions,
  listSessions,
  touchSession,
  type SessionRow,
} from './sessions.sql.js';

export type SignInMethod = 'password' | 'key' | 'oidc' | 'welcome';

/** Where a sign-in comes from. */
export interface Visitor {
  readonly address: string;
  /** What the address is counted by. */
  readonly network: string;
  readonly userAgent: string | undefined;
  /** The token of the session that the browser has already: it ends. */
  readonly earlier: string | undefined;
}

/** A session as its owner sees it. */
export interface SessionView {
  readonly id: string;
  readonly actor: Actor;
  readonly email: string | null;
  readonly role: UserRole | null;
  readonly scopes: readonly Scope[];
  readonly tenant: string | null;
  readonly method: string;
  readonly address: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** Every call begins with this: a database that hangs must not let callers wait for more than seconds. */
const FOUND_WITHIN_MS = 4_000;
const MAX_USER_AGENT = 256;

/** Who is signed in: 256 random bits in a cookie, of which the database has the hash. */
@Injectable()
export class Sessions {
  private readonly remembered: BriefMemory<SessionView & { readonly isStale: boolean }>;

  constructor(
    private readonly pool: SqlPool,
    private readonly settings: SessionSettings,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly observer: Observer,
  ) {
    this.remembered = new BriefMemory(clock);
  }

  /**
   * Begins a session under a new token, and ends the one that the browser had.
   * @param owner the id of a user (`usr_…`) or of a key (`key_…`)
   */
  async begin(
    owner: string,
    method: SignInMethod,
    { address, userAgent, earlier }: Visitor,
  ): Promise<{ readonly token: string; readonly session: SessionView }> {
    const token = this.randomness.bytes(32).toString('base64url');
    const hash = hashOf(token);
    await this.pool.run(beginSession, {
      ...ownerOf(owner),
      id: newUuid(this.clock, this.randomness),
      hash,
      method,
      address,
      userAgent: userAgent?.slice(0, MAX_USER_AGENT) ?? null,
      lifetimeSeconds: this.settings.lifetimeMs / 1_000,
    });
    if (earlier !== undefined) await this.endByToken(earlier);
    const session = await this.ask(hash);
    if (session === null) throw new KancaError('conflict', 'The user or the key was removed at this moment.');
    return { token, session };
  }

  /** The session behind a token, which is in use: its idle time begins anew. */
  async use(token: string): Promise<SessionView | null> {
    const session = await this.find(token);
    if (session?.isStale === true)
      this.pool.run(touchSession, { id: uuidOf('ses', session.id) }).catch((error: unknown) => {
        this.observer.faulted('noting that a session is in use', error);
      });
    return session;
  }

  /** The session behind a token, or null. A look that is no use: a stream that is open asks every second whether it may go on. */
  find(token: string): Promise<(SessionView & { readonly isStale: boolean }) | null> {
    const hash = hashOf(token);
    return this.remembered.find(hash.toString('base64'), () => this.ask(hash));
  }

  /** The sessions of the same user or key, the last used first. */
  async list(owner: string): Promise<readonly SessionView[]> {
    const rows = await this.pool.run(listSessions, { ...ownerOf(owner), idleSeconds: this.idleSeconds });
    return rows.map(viewOf);
  }

  /** @throws KancaError `not_found` for the session of somebody else, too */
  async end(id: string, owner: string): Promise<void> {
    const ended = await this.pool.run(endSessions, { ...ownerOf(owner), id: uuidOf('ses', id) });
    if (ended.length === 0) throw new KancaError('not_found', `You have no session with the id ${id}.`);
    this.remembered.forget();
  }

  async endAll(owner: string): Promise<void> {
    await this.pool.run(endSessions, { ...ownerOf(owner), id: null });
    this.remembered.forget();
  }

  async endByToken(token: string): Promise<void> {
    await this.pool.run(endSessionByHash, { hash: hashOf(token) });
    this.remembered.forget();
  }

  /** For changes that end sessions by the state of their user or key: nothing of what was read before counts. */
  forget(): void {
    this.remembered.forget();
  }

  async forgetEnded(): Promise<void> {
    await this.pool.run(forgetEndedSessions, { idleSeconds: this.idleSeconds });
  }

  private get idleSeconds(): number {
    return this.settings.idleMs / 1_000;
  }

  private async ask(hash: Buffer): Promise<(SessionView & { readonly isStale: boolean }) | null> {
    const [row] = await this.pool.run(findSession, { hash, idleSeconds: this.idleSeconds }, FOUND_WITHIN_MS);
    return row === undefined ? null : { ...viewOf(row), isStale: row.is_stale };
  }
}

/** What a session lets its owner do at this moment: the role of the user, or the scopes of the key. */
export function callerOfSession({ id, actor, scopes, tenant }: SessionView): Caller {
  return { actor, scopes, tenant, session: id };
}

function ownerOf(owner: string): { readonly user: string | null; readonly key: string | null } {
  return owner.startsWith('usr_')
    ? { user: uuidOf('usr', owner), key: null }
    : { user: null, key: uuidOf('key', owner) };
}

function viewOf(row: SessionRow): SessionView {
  const { email, role, tenant, method, address } = row;
  const actor: Actor =
    row.user_id === null
      ? { kind: 'key', id: toId('key', row.key_id ?? ''), name: row.key_name ?? '' }
      : {
          kind: 'user',
          id: toId('usr', row.user_id),
          name: row.user_name === '' ? (email ?? '') : (row.user_name ?? ''),
        };
  return {
    id: toId('ses', row.id),
    actor,
    email,
    role,
    scopes: role === null ? (row.key_scopes ?? []) : scopesOf(role),
    tenant,
    method,
    address,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.ends_at,
  };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
