/**
 * The providers and the events each of them sends, by declaration merging. A receiver adds its provider:
 * @example
 * declare module '@kanca/core' {
 *   interface WebhookProviders { github: GithubEvents }
 * }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the interface exists to be merged into
export interface WebhookProviders {}

// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- empty here, and full where receivers are imported
export type ProviderName = keyof WebhookProviders & string;
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
}

/**
 * The type of one provider's event.
 * @example async deploy(event: EventOf<'github', 'push'>) { await this.deployer.run(event.data.after); }
 */
export type EventOf<P extends ProviderName, T extends EventName<P>> = WebhookEvent<
  P,
  T extends keyof WebhookProviders[P] ? WebhookProviders[P][T] : unknown
>;
