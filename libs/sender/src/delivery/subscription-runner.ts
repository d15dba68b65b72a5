import { childSpan, Clock, Randomness } from '@kanca/core';
import { ConsumerRunner, OriginalRequests, type Attempt, type AttemptResult, type OriginalBody } from '@kanca/dispatch';
import { EgressError, GuardedClient, type EgressResponse } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { SenderSettings } from '../sender-settings.js';
import { maskHeaders } from '../subscriptions/header-masking.js';
import { EndpointDirectory, type Endpoint } from './endpoint-directory.js';
import { judgeAnswer } from './judge-answer.js';

const SHOWN_BODY_BYTES = 4 * 1024;

/** Runs deliveries to subscriptions: one signed HTTP request through the egress guard for each attempt. */
@Injectable()
export class SubscriptionRunner extends ConsumerRunner {
  readonly kind = 'subscription';

  constructor(
    private readonly endpoints: EndpointDirectory,
    private readonly originals: OriginalRequests,
    private readonly client: GuardedClient,
    private readonly settings: SenderSettings,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    super();
  }

  runnable(): 'all' {
    return 'all';
  }

  async run(attempt: Attempt): Promise<AttemptResult> {
    const endpoint = await this.endpoints.find(attempt.consumer);
    const originals: OriginalBody[] = [];
    try {
      return await this.call(attempt, endpoint, async () => {
        const original = await this.originals.bodyOf(attempt.event);
        originals.push(original);
        return original;
      });
    } finally {
      for (const { release } of originals) release();
    }
  }

  private async call(
    { event, consumer, cancellation }: Attempt,
    endpoint: Endpoint,
    original: () => Promise<OriginalBody>,
  ): Promise<AttemptResult> {
    const keys = this.endpoints.activeKeys(endpoint);
    if (keys.length === 0)
      return { outcome: { kind: 'failed' }, error: 'Every secret has expired: rotate the secret.' };
    const { format, properties } = endpoint;
    const { bytes, contentType, headers: ofBody } = await format.body({ event, properties, original });
    const timestampSeconds = Math.floor(this.clock.now() / 1_000);
    const headers: Record<string, string> = {
      ...endpoint.headers,
      ...ofBody,
      'content-type': contentType,
      'user-agent': `Kanca/${this.settings.version}`,
      ...format.sign({ event, timestampSeconds, body: bytes, keys }),
      traceparent: childSpan(event.traceparent, this.randomness),
    };
    try {
      const response = await this.client.request({
        url: endpoint.uri,
        method: 'POST',
        headers,
        body: bytes,
        deadlineMs: consumer.timeoutMs,
        signal: cancellation,
      });
      const judgement = judgeAnswer(response, this.clock.now());
      // What went well is looked at rarely and happens most: the signature and the answer tell all that cannot be worked out.
      const sent =
        judgement.outcome.kind === 'succeeded'
          ? { url: endpoint.uri, timestamp: timestampSeconds, signature: headers['webhook-signature'] }
          : { url: endpoint.uri, headers: maskHeaders(headers) };
      return { ...judgement, detail: { request: sent, response: shown(response) } };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      return {
        outcome: { kind: 'failed' },
        error: error.message,
        detail: { request: { url: endpoint.uri, headers: maskHeaders(headers) }, failure: error.kind },
      };
    }
  }
}

function shown({ status, headers, body, truncated }: EgressResponse): Record<string, unknown> {
  return {
    status,
    headers,
    body: body.subarray(0, SHOWN_BODY_BYTES).toString('utf8'),
    truncated: truncated || body.length > SHOWN_BODY_BYTES,
  };
}
