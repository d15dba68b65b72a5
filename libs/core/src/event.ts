/**
 * The providers and the events each of them sends, by declaration merging. A receiver adds its provider:
 * @example
 * declare module '@kanca/core' {
 *   interface WebhookProviders { github: GithubEvents }
 * }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the interface exists to be merged into
export interface WebhookProviders {}

/** A provider that the compiler knows, because its module `@kanca/receivers/<provider>` was imported. */
// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- empty here, and full where receivers are imported
export type ProviderName = keyof WebhookProviders & string;
/** The name of an event of provider `P`, or `*` for all of them. */
export type EventName<P extends ProviderName> = (keyof WebhookProviders[P] & string) | '*';

/**
 * One normalised happening: CloudEvents 1.0 attributes, and where it came from.
 * `type` is `{provider}.{the provider's own event name}` for received events, and free for published ones.
 */
export interface WebhookEvent<P extends string = string, D = unknown> {
  /** `evt_…`, the same over attempts and replays. */
  readonly id: string;
  readonly tenant: string;
  /** The provider that sent it; null for an event that was published here. */
  readonly provider: P | null;
  /** CloudEvents `source`: `/github` or `/github/acme` for a received event. */
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  /** When it happened, by the provider's account (else when it was received). */
  readonly time: Date;
  readonly receivedAt: Date;
  readonly datacontenttype: string;
  readonly data: D;
  /** The bytes of `data`, as they were received or published. */
  readonly dataBytes: Buffer;
  /** W3C trace context of the request that brought the event. */
  readonly traceparent: string;
  /** `evt_…`: the event whose handler published this one, or that its publisher named; null where there is none. */
  readonly cause: string | null;
  /** How many events came before it in a chain in which each was published because of the one before; 0 for most. */
  readonly depth: number;
}

/** An event as a handler gets it. */
export interface HandledEvent<P extends string = string, D = unknown> extends WebhookEvent<P, D> {
  /** The same over attempts and replays, another one for each handler: give it to services that recognise repeated calls by a key. */
  readonly idempotencyKey: string;
}

/**
 * The type of one provider's event, or of several: `EventOf<'github', 'push' | 'ping'>`.
 * @example async deploy(event: EventOf<'github', 'push'>) { await this.deployer.run(event.data.after); }
 */
export type EventOf<P extends ProviderName, T extends EventName<P>> = HandledEvent<
  P,
  T extends keyof WebhookProviders[P] ? WebhookProviders[P][T] : unknown
>;
