import { Clock, thenOrNow } from '@kanca/core';
import { EXPIRED, isExpired, type Attempt, type AttemptResult } from '@kanca/dispatch';
import { EgressError, GuardedClient, type EgressResponse } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { Authenticator } from '../authentication/authenticator.js';
import { maskHeaders } from '../model/header-masking.js';
import type { Endpoint } from './endpoint-directory.js';
import { judgeAnswer } from './judge-answer.js';
import type { Notification } from './notification-writer.js';
import { NOTHING_REDACTED, redactor } from './redacted.js';

const SHOWN_BODY_BYTES = 4 * 1024;
/** A secret may begin inside of the excerpt and end after it. */
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
   * @param attempt nothing is sent once its delivery has expired, however long `write` took
   * @param write called once more when the endpoint's credentials turn out to be stale
   * @throws what `write` throws, at once or later
   */
  send(
    attempt: Pick<Attempt, 'consumer' | 'cancellation' | 'expiresAt'>,
    endpoint: Endpoint,
    deadlineMs: number,
    write: () => Notification | Promise<Notification>,
  ): Promise<AttemptResult> {
    const call = (notification: Notification, mayRenew: boolean): Promise<AttemptResult> => {
      if (isExpired(attempt)) return Promise.resolve(EXPIRED);
      return this.client
        .request({
          url: notification.url,
          method: notification.method,
          headers: notification.headers,
          body: notification.body,
          tls: notification.tls,
          deadlineMs,
          signal: attempt.cancellation,
          purpose: 'deliver',
          // The notification has an id: an endpoint that did get it knows it again.
          isRepeatable: true,
          owner: endpoint.caller,
        })
        .then(
          (response) =>
            mayRenew && response.status === 401 && this.authenticator.renews(endpoint.auth, notification.headers)
              ? writeAndCall(false)
              : answered(notification, response, this.clock.now(), endpoint.settings.noRetryStatuses),
          (error: unknown) => unanswered(notification, error),
        );
    };
    const writeAndCall = (mayRenew: boolean): Promise<AttemptResult> =>
      thenOrNow(write(), (notification) => call(notification, mayRenew));
    return writeAndCall(true);
  }
}

function answered(
  notification: Notification,
  response: EgressResponse,
  nowMs: number,
  noRetryStatuses: readonly number[] | undefined,
): AttemptResult {
  const { outcome, status, error, disable } = judgeAnswer(response, nowMs, noRetryStatuses);
  const { url, headers, timestampSeconds } = notification;
  // What went well is looked at rarely and happens most: the signature and the answer tell all that cannot be worked out.
  const request =
    outcome.kind === 'succeeded'
      ? { url, timestamp: timestampSeconds, signature: headers['webhook-signature'] }
      : shownRequest(notification);
  return { outcome, status, error, disable, detail: { request, response: shown(response, redactor(notification)) } };
}

/** @throws every error that is not a failure of the call */
function unanswered(notification: Notification, error: unknown): AttemptResult {
  if (!(error instanceof EgressError)) throw error;
  return {
    outcome: { kind: 'failed' },
    error: error.message,
    detail: { request: shownRequest(notification), failure: error.kind },
  };
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
      redact === NOTHING_REDACTED
        ? headers
        : Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redact(value)])),
    // Before it is cut: half of a secret is not found.
    body: redact(body.subarray(0, REDACTED_BODY_BYTES).toString('utf8')).slice(0, SHOWN_BODY_BYTES),
    truncated: truncated || body.length > SHOWN_BODY_BYTES,
  };
}
