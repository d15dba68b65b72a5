import { Clock, KancaError, Randomness, type WebhookEvent } from '@kanca/core';
import { EgressError, GuardedClient, type EgressRequest, type EgressResponse } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { batchId, joinedBodies } from '../delivery/batch-notification.js';
import { EndpointDirectory, type Endpoint } from '../delivery/endpoint-directory.js';
import { NotificationWriter, type Notification, type NotificationInput } from '../delivery/notification-writer.js';
import type { SampleEvent } from '../event-types/sample-events.js';
import { testEvent } from './test-event.js';

/** What a call came to. */
export interface Answered {
  readonly response: EgressResponse | null;
  /** Why there is no response. */
  readonly failure: string | null;
  /** Null when nothing was sent. */
  readonly latencyMs: number | null;
}

/** What a test notification is about. */
export interface TestNotification {
  readonly tenant: string;
  readonly endpoint: Endpoint;
  readonly type: string;
  readonly sample: SampleEvent;
}

/** Sends notifications that are no deliveries, exactly as deliveries are sent: written by the same writer, through the same guard. */
@Injectable()
export class TestCalls {
  constructor(
    private readonly endpoints: EndpointDirectory,
    private readonly writer: NotificationWriter,
    private readonly client: GuardedClient,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * What the writer needs for one notification, with an id of its own.
   * @throws KancaError `conflict` when no secret is left to sign with
   */
  input({ endpoint, ...about }: TestNotification): NotificationInput {
    const keys = this.endpoints.activeKeys(endpoint);
    if (keys.length === 0)
      throw new KancaError('conflict', 'Every secret of the subscription has expired: rotate the secret first.');
    const event = testEvent(about, this.clock, this.randomness);
    return {
      event,
      endpoint,
      attempt: 1,
      keys,
      privateKeys: this.endpoints.activePrivateKeys(endpoint),
      timestampSeconds: Math.floor(this.clock.now() / 1_000),
      original: () => Promise.resolve(originalOf(event)),
    };
  }

  /** Never rejects for a call that failed, or for a notification that could not be written: that is an answer too. */
  async send(
    write: () => Promise<Notification>,
    timeoutMs: number,
    about: Pick<EgressRequest, 'purpose' | 'owner'> = {},
  ): Promise<Answered> {
    let notification: Notification;
    try {
      notification = await write();
    } catch (error) {
      // A format may be anybody's code.
      return { response: null, failure: error instanceof Error ? error.message : String(error), latencyMs: null };
    }
    const { url, method, headers, body, tls } = notification;
    const startedAt = performance.now();
    try {
      const response = await this.client.request({
        url,
        method,
        headers,
        body,
        deadlineMs: timeoutMs,
        purpose: 'test',
        isRepeatable: true,
        ...(tls === undefined ? {} : { tls }),
        ...about,
      });
      return { response, failure: null, latencyMs: since(startedAt) };
    } catch (error) {
      if (!(error instanceof EgressError || error instanceof KancaError)) throw error;
      return { response: null, failure: error.message, latencyMs: since(startedAt) };
    }
  }

  /** One that gets its deliveries together with others gets a batch of one. */
  async write(input: NotificationInput): Promise<Notification> {
    const { batch, format } = input.endpoint;
    const contentType = format.batchContentType;
    if (batch === null || contentType === undefined) return this.writer.write(input);
    const { event, body } = await this.writer.bodyOf(input);
    return this.writer.wrap(input, {
      added: {},
      event: { ...event, id: batchId([event]) },
      body: { contentType, bytes: joinedBodies([body.bytes]) },
    });
  }
}

function originalOf({ dataBytes, datacontenttype }: WebhookEvent): Awaited<ReturnType<NotificationInput['original']>> {
  return { bytes: dataBytes, contentType: datacontenttype, contentEncoding: null, release: () => undefined };
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
