import { KancaError, uuidOf, type WebhookEvent } from '@kanca/core';
import { ConsumerCatalogue } from '@kanca/dispatch';
import { EventQueries } from '@kanca/dispatch/operator';
import { Injectable } from '@nestjs/common';
import { EndpointDirectory, type Endpoint } from '../delivery/endpoint-directory.js';
import { Subscriptions } from '../subscriptions/subscriptions.js';
import { TestCalls } from '../verification/test-calls.js';
import { assertTransformation } from '../transformations/assert-transformation.js';
import { TransformationError } from '../transformations/transformation-error.js';
import { Transformations } from '../transformations/transformations.js';

const MAX_SHOWN_CHARACTERS = 65_536;

/** What a transformation makes of one event, or why it makes nothing. */
export type Preview =
  | {
      readonly ok: true;
      /** Nothing would be sent: there is no method, no media type and no body then. */
      readonly cancelled: boolean;
      /** What `data` would be. */
      readonly data: unknown;
      /** The headers that it adds. */
      readonly headers: Readonly<Record<string, string>>;
      readonly method: string | null;
      readonly contentType: string | null;
      /** The body that would be sent, as text; its first 65536 characters. */
      readonly body: string | null;
    }
  | { readonly ok: false; readonly error: string; readonly line: number | null };

/** Shows what a transformation does, before anybody is sent anything. */
@Injectable()
export class TransformationPreview {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly catalogue: ConsumerCatalogue,
    private readonly endpoints: EndpointDirectory,
    private readonly events: EventQueries,
    private readonly transformations: Transformations,
    private readonly tests: TestCalls,
  ) {}

  /**
   * @param options.code the subscription's own where it is missing
   * @param options.event `evt_…`; a sample where it is missing
   * @throws KancaError `not_found`, `invalid_request` when there is no code to run
   */
  async preview(
    tenant: string,
    id: string,
    options: { readonly code?: string | undefined; readonly event?: string | undefined },
  ): Promise<Preview> {
    const subscription = await this.subscriptions.get(tenant, id);
    const code = options.code ?? subscription.transformation?.code;
    if (code === undefined)
      throw new KancaError(
        'invalid_request',
        'code: the subscription has no transformation, so the code to try has to be sent.',
        {
          problems: [{ field: 'code', problem: 'is missing, and the subscription has no transformation' }],
        },
      );
    assertTransformation(code);
    const consumer = await this.catalogue.read(uuidOf('sub', id));
    if (consumer === null) throw new KancaError('not_found', `No subscription has the id ${id}.`);
    const endpoint = await this.endpoints.find(consumer);
    const event =
      options.event === undefined
        ? this.sample(subscription.tenant, endpoint)
        : await this.events.whole(options.event, subscription.tenant);
    return this.run(code, event, endpoint);
  }

  private async run(code: string, event: WebhookEvent, endpoint: Endpoint): Promise<Preview> {
    const { format, headers, properties, owner } = endpoint;
    // A queue key of its own: a preview delays no delivery, and makes none rest.
    const queueKey = { tenant: owner.tenant, name: `${owner.id}/preview` };
    try {
      const made = await this.transformations.apply(code, { event, headers, format, queueKey });
      const shown = { ok: true, cancelled: made.cancel, data: made.event.data, headers: made.headers } as const;
      if (made.cancel) return { ...shown, method: null, contentType: null, body: null };
      const { bytes, contentType } = await format.body({
        event: made.event,
        attempt: 1,
        properties,
        original: () =>
          Promise.resolve({
            bytes: made.event.dataBytes,
            contentType: made.event.datacontenttype,
            contentEncoding: null,
            release: () => undefined,
          }),
      });
      return {
        ...shown,
        method: format.method?.(made.event) ?? 'POST',
        contentType,
        body: bytes.toString('utf8').slice(0, MAX_SHOWN_CHARACTERS),
      };
    } catch (error) {
      if (error instanceof TransformationError) return { ok: false, error: error.message, line: error.line };
      return { ok: false, error: error instanceof Error ? error.message : String(error), line: null };
    }
  }

  private sample(tenant: string, endpoint: Endpoint): WebhookEvent {
    const sample = { data: { id: 'sample_1', amount: 100, currency: 'eur' } };
    return this.tests.input({ tenant, endpoint, type: 'sample.created', sample }).event;
  }
}
