import { Clock, toId } from '@kanca/core';
import type { Attempt, AttemptResult } from '@kanca/dispatch';
import { EgressError, GuardedClient, type EgressResponse } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { Authenticator } from '../authentication/authenticator.js';
import { maskHeaders } from '../subscriptions/header-masking.js';
import type { Endpoint } from './endpoint-directory.js';
import { judgeAnswer } from './judge-answer.js';
import type { Notification } from './notification-writer.js';
import { AS_IT_IS, redactor } from './redacted.js';

const SHOWN_BODY_BYTES = 4 * 1024;
/** A secret may begin in what is shown and end after it. */
const REDACTED_BODY_BYTES = SHOWN_BODY_BYTES + 16 * 1024;

/** Sends a notification through the egress guard, and says what came of it. */
@Injectable()
export class NotificationSender {
  constructor(
    private readonly client: GuardedClient,
    private readonly authenticator: Authenticator,
    private readonly clock: Clock,
  ) {}

  /**
   * @param write called once more when the endpoint's credentials turn out to be stale
   * @throws what `write` throws
   */
  async send(
    { consumer, cancellation }: Pick<Attempt, 'consumer' | 'cancellation'>,
    endpoint: Endpoint,
    deadlineMs: number,
    write: () => Promise<Notification>,
  ): Promise<AttemptResult> {
    const request = ({ url, method, headers, body, tls }: Notification): Promise<EgressResponse> =>
      this.client.request({
        url,
        method,
        headers,
        body,
        deadlineMs,
        signal: cancellation,
        purpose: 'deliver',
        owner: { tenant: consumer.tenant, subscription: toId('sub', consumer.id) },
        ...(tls === undefined ? {} : { tls }),
      });
    let notification = await write();
    try {
      let response = await request(notification);
      if (response.status === 401 && this.authenticator.renews(endpoint.auth, notification.headers)) {
        notification = await write();
        response = await request(notification);
      }
      const judgement = judgeAnswer(response, this.clock.now());
      const { url, headers, timestampSeconds } = notification;
      // What went well is looked at rarely and happens most: the signature and the answer tell all that cannot be worked out.
      const sent =
        judgement.outcome.kind === 'succeeded'
          ? { url, timestamp: timestampSeconds, signature: headers['webhook-signature'] }
          : shownRequest(notification);
      return { ...judgement, detail: { request: sent, response: shown(response, redactor(notification)) } };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      return {
        outcome: { kind: 'failed' },
        error: error.message,
        detail: { request: shownRequest(notification), failure: error.kind },
      };
    }
  }
}

function shownRequest({ url, method, headers, confidential }: Notification): Record<string, unknown> {
  return { url, ...(method === 'POST' ? {} : { method }), headers: maskHeaders(headers, confidential) };
}

function shown(
  { status, headers, body, truncated }: EgressResponse,
  redact: (text: string) => string,
): Record<string, unknown> {
  return {
    status,
    headers:
      redact === AS_IT_IS
        ? headers
        : Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redact(value)])),
    // Before it is cut: half of a secret is not found.
    body: redact(body.subarray(0, REDACTED_BODY_BYTES).toString('utf8')).slice(0, SHOWN_BODY_BYTES),
    truncated: truncated || body.length > SHOWN_BODY_BYTES,
  };
}
