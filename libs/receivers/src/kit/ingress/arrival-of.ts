import { hopsOf } from './hops.js';
import type { Arrival } from '@kanca/dispatch';
import type { InboundRequest } from '@kanca/core';
import type { ReceivedEvent } from '../pipeline/read-events.js';
import type { Target } from './visit.js';

const CREDENTIALS = ['authorization', 'proxy-authorization', 'cookie'];

/** What the log gets: the exact bytes, once, and the events that were read from them. */
export function arrivalOf(
  { source, receiver }: Target,
  request: InboundRequest,
  events: readonly ReceivedEvent[],
  traceparent: string,
): Arrival {
  const hops = hopsOf(request.headers);
  return {
    tenant: source.tenant,
    raw: { body: request.body, headers: storedHeaders(request.headers, credentialHeadersOf({ source, receiver })) },
    traceparent,
    ...(hops === 0 ? {} : { hops }),
    events: events.map(({ type, subject, time, dedupKey, repeatsWithinMs, json }) => ({
      provider: source.provider,
      source: source.uri,
      sourceId: source.id,
      type,
      subject,
      time,
      dedupKey,
      repeatsWithinMs,
      datacontenttype: 'application/json',
      data: json,
    })),
  };
}

/** The headers that hold a secret of the source, by its receiver and options. */
function credentialHeadersOf({ source, receiver: { verify } }: Target): readonly string[] {
  return verify.credentialHeadersOf?.(source.options) ?? verify.credentialHeaders ?? [];
}

/** Credentials have done their work once a request is verified. Nearly no provider sends any, so nearly nothing is copied. */
function storedHeaders(
  headers: Readonly<Record<string, string>>,
  ownCredentials: readonly string[],
): Readonly<Record<string, string>> {
  const credentials = [...CREDENTIALS, ...ownCredentials].filter((name) => headers[name] !== undefined);
  if (credentials.length === 0) return headers;
  const kept: Record<string, string> = { ...headers };
  for (const name of credentials) Reflect.deleteProperty(kept, name);
  return kept;
}
