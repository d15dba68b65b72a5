import { body, concat, header, hmac } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { TimestampUnit } from '../kit/built-in.js';
import type { Scheme, SchemeContext, SchemeKeys } from '../kit/index.js';

export const TIMESTAMP = header('x-fastcomments-timestamp');
export const TOLERANCE_SECONDS = 300;
const AGENT_EVENT = 'x-fastcomments-agent-event';
/** Seconds have ten digits until the year 2286. */
const MILLISECONDS = /^\d{13}$/;

const signedIn = (unit: TimestampUnit): Scheme =>
  hmac({
    algorithm: 'sha256',
    header: 'x-fastcomments-signature',
    prefix: 'sha256=',
    signed: concat(TIMESTAMP, '.', body),
    timestamp: { from: TIMESTAMP, unit, toleranceSeconds: TOLERANCE_SECONDS },
  });
const inSeconds = signedIn('seconds');
const inMilliseconds = signedIn('milliseconds');

/** Whether the signed time counts milliseconds, as the webhooks of agents do. Those of comments count seconds. */
export function isInMilliseconds({ headers }: InboundRequest): boolean {
  return headers[AGENT_EVENT] !== undefined && MILLISECONDS.test(headers[TIMESTAMP.name] ?? '');
}

/** An HMAC of time and body, with the time in the unit of who sent it. */
class CommentOrAgentSignature implements Scheme {
  readonly kind = 'fastcomments_signature';
  readonly headers = inSeconds.headers;
  readonly toleranceSeconds = inSeconds.toleranceSeconds;

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return inSeconds.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    return this.chosen(request).verify(request, secrets, context);
  }

  chosen(request: InboundRequest): Scheme {
    return isInMilliseconds(request) ? inMilliseconds : inSeconds;
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    return (request.headers[AGENT_EVENT] === undefined ? inSeconds : inMilliseconds).sign(request, signingKey, context);
  }

  problemOfSecret(secret: string): string | null {
    return inSeconds.problemOfSecret(secret);
  }

  newKeys(): SchemeKeys | null {
    return inSeconds.newKeys();
  }
}

export const commentOrAgentSignature: Scheme = new CommentOrAgentSignature();
