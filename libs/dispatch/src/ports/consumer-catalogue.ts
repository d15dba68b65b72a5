import type { RetryPolicy, Where } from '@kanca/core';
import type { EntityManager } from 'typeorm';

/** What a consumer is: user code in this process, or a subscription with an endpoint. */
export type ConsumerKind = 'handler' | 'subscription';

/**
 * `paused` by an operator, `disabled` by the hub, `unverified` until its endpoint has shown that it is the right one. In every case
 * deliveries are held, never dropped.
 */
export type ConsumerState = 'active' | 'paused' | 'disabled' | 'unverified';

/** What the engine knows of a handler or a subscription. */
export interface Consumer {
  /** UUID. A subscription and its consumer share it. */
  readonly id: string;
  /** `*`: events of every tenant. Handlers are of all tenants. */
  readonly tenant: string;
  readonly kind: ConsumerKind;
  /** `DeployOnPush.deploy` for a handler, the URI for a subscription. */
  readonly name: string;
  /** Event type patterns (see `compileFilters`). */
  readonly filters: readonly string[];
  readonly state: ConsumerState;
  /** How many of its deliveries may run at once, over all processes. */
  readonly concurrency: number;
  /** A delivery that takes longer is abandoned; its claim holds for longer than this. */
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  /** Changes whenever the consumer changes: caches about it are keyed by this. */
  readonly revision: number;
  /** Whether it may answer the provider's request. Handlers only. */
  readonly reply: boolean;
  /** A filter on the content of these events; null for all. */
  readonly where: Where | null;
  /** Of the handlers that hear of one event, those of a lower order come first, and later ones wait for their end. Null waits for nobody. */
  readonly order: number | null;
  /** Path of the value whose events come strictly one after the other, for example `data.repository.id`; null for any order. */
  readonly orderBy: string | null;
  /** What a delivery that cannot succeed means for the later ones of its key: they go on, or wait until an operator decides. */
  readonly onPoison: 'skip' | 'block';
  /** How many of its deliveries may begin in a second, over all processes; null for no such bound. */
  readonly rateLimit: number | null;
  /** It fetches its deliveries itself (see `Leases`): no worker makes them. */
  readonly pull: boolean;
  /** Settings without a column of their own. What acts on one of them reads it here; a member that is missing has its default. */
  readonly settings: ConsumerSettings;
}

/** Plain JSON by the names of the settings. */
export type ConsumerSettings = Readonly<Record<string, unknown>>;

const PLAIN = {
  where: null,
  order: null,
  orderBy: null,
  onPoison: 'skip',
  rateLimit: null,
  pull: false,
  settings: {},
} as const;

/** A consumer to store: members that are left out get their defaults. */
export type ConsumerDraft = Omit<Consumer, 'revision' | keyof typeof PLAIN> &
  Partial<Pick<Consumer, keyof typeof PLAIN>>;

/** A consumer with the defaults for all that its draft leaves out. */
export function consumerFromDraft(draft: ConsumerDraft): Omit<Consumer, 'revision'> {
  return { ...PLAIN, ...draft };
}

/** Every consumer there is. What is put here is heard by the very next event that is stored, on every replica. */
export abstract class ConsumerCatalogue {
  /** Adds or replaces, inside the caller's transaction when one is given. */
  abstract put(consumer: ConsumerDraft, manager?: EntityManager): Promise<void>;
  /** @returns whether that changed anything */
  abstract setState(id: string, state: ConsumerState, manager?: EntityManager): Promise<boolean>;
  /** Removes the consumer. What it has waiting is cancelled within seconds. */
  abstract remove(id: string, manager?: EntityManager): Promise<void>;
  /** Every consumer as it is in the database now. */
  abstract list(kind?: ConsumerKind): Promise<readonly Consumer[]>;
  /** One consumer from memory, as of the last version that was read. */
  abstract get(id: string): Promise<Consumer | null>;
  /** Makes sure that what `get` and `list` say is of this version of the consumers or of a later one. */
  abstract reach(version: number): Promise<void>;
  /** One consumer as it is in the database now, inside the caller's transaction when one is given. */
  abstract read(id: string, manager?: EntityManager): Promise<Consumer | null>;
}
