import type { Scope } from './scope.js';

/** The API key or the user behind a call: for the answers and the records that say who did something. */
export interface Actor {
  readonly kind: 'key' | 'user';
  /** `key_…` or `usr_…` */
  readonly id: string;
  /** For people: the name of the key, or the user's name or e-mail address. */
  readonly name: string;
}

/** Who calls, once their key or session was found, and what they may do. */
export interface Caller {
  readonly actor: Actor;
  readonly scopes: readonly Scope[];
  /** null: every tenant. */
  readonly tenant: string | null;
  /** The session (`ses_…`) that the call was made with; null for a key. */
  readonly session: string | null;
}
