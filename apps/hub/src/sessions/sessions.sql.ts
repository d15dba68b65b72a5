import { bytea, float8, statement, text, uuid } from '@kanca/database';
import type { Scope } from '../keys/scope.js';
import type { UserRole } from '../users/role.js';

/** A session with the user or the key that it belongs to. */
export interface SessionRow {
  readonly id: string;
  readonly method: string;
  readonly address: string;
  readonly user_agent: string | null;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly ends_at: Date;
  readonly is_stale: boolean;
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly email: string | null;
  readonly role: UserRole | null;
  readonly key_id: string | null;
  readonly key_name: string | null;
  readonly key_scopes: readonly Scope[] | null;
  readonly tenant: string | null;
}

/**
 * Alive: neither idle for too long nor too old, its key exists, its user may sign in and has not changed the password since. All times are the
 * database's, because hubs may have clocks that differ.
 */
const ALIVE = `
  SELECT s.id, s.method, s.address, s.user_agent, s.created_at, s.last_seen_at, s.ends_at,
         s.last_seen_at < clock_timestamp() - interval '1 minute' AS is_stale,
         u.id AS user_id, u.name AS user_name, u.email, u.role, k.id AS key_id, k.name AS key_name, k.scopes AS key_scopes,
         coalesce(u.tenant, k.tenant) AS tenant
  FROM kanca.sessions s
  LEFT JOIN kanca.users u ON u.id = s.user_id
  LEFT JOIN kanca.api_keys k ON k.id = s.key_id
  WHERE s.ends_at > clock_timestamp() AND s.last_seen_at > clock_timestamp() - :idleSeconds * interval '1 second'
    AND (k.id IS NOT NULL OR (NOT u.disabled AND s.created_at > u.sessions_since))`;

/** One row, by a unique index; asked at most twice a second for a session. */
export const findSession = statement<SessionRow>()({
  name: 'find-session',
  params: { hash: bytea, idleSeconds: float8 },
  text: `${ALIVE} AND s.hash = :hash`,
});

/** The sessions of a user or of a key, by the index of either. */
export const listSessions = statement<SessionRow>()({
  name: 'list-sessions',
  params: { user: uuid.orNull, key: uuid.orNull, idleSeconds: float8 },
  text: `${ALIVE} AND (s.user_id = :user OR s.key_id = :key) ORDER BY s.last_seen_at DESC LIMIT 200`,
});

export const beginSession = statement()({
  name: 'begin-session',
  params: {
    id: uuid,
    hash: bytea,
    user: uuid.orNull,
    key: uuid.orNull,
    method: text,
    address: text,
    userAgent: text.orNull,
    lifetimeSeconds: float8,
  },
  text: `
    INSERT INTO kanca.sessions (id, hash, user_id, key_id, method, address, user_agent, ends_at)
    VALUES (:id, :hash, :user, :key, :method, :address, :userAgent, clock_timestamp() + :lifetimeSeconds * interval '1 second')`,
});

/** At most once a minute for a session, however many calls and hubs there are. */
export const touchSession = statement()({
  name: 'touch-session',
  params: { id: uuid },
  text: `
    UPDATE kanca.sessions SET last_seen_at = clock_timestamp()
    WHERE id = :id AND last_seen_at < clock_timestamp() - interval '1 minute'`,
});

export const endSessionByHash = statement()({
  name: 'end-session-by-hash',
  params: { hash: bytea },
  text: `DELETE FROM kanca.sessions WHERE hash = :hash`,
});

/** One of the sessions of a user or of a key, or all of them where `id` is null. */
export const endSessions = statement<{ id: string }>()({
  name: 'end-sessions',
  params: { id: uuid.orNull, user: uuid.orNull, key: uuid.orNull },
  text: `
    DELETE FROM kanca.sessions
    WHERE (user_id = :user OR key_id = :key) AND (:id IS NULL OR id = :id) RETURNING id`,
});

export const forgetEndedSessions = statement()({
  name: 'forget-ended-sessions',
  params: { idleSeconds: float8 },
  text: `
    DELETE FROM kanca.sessions
    WHERE ends_at < clock_timestamp() OR last_seen_at < clock_timestamp() - :idleSeconds * interval '1 second'`,
});
