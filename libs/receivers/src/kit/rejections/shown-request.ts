import { credentialHeadersOf, maskOf, maskOfSource, type Mask } from '../masking/mask-of-source.js';
import { keptHeaders, keptUrl } from './redact.js';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition } from '../receiver-definition.js';
import type { SourceSettings } from '../pipeline/source-settings.js';

/** What of a request may be shown to those who may read. */
export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The very same buffer when nothing had to be taken out of it. */
  readonly body: Buffer;
}

const ALWAYS_CREDENTIALS = ['authorization', 'proxy-authorization', 'cookie'];

/**
 * The headers of a genuine request as they are stored with its events: without those that hold a credential, which have done their work,
 * and without the secrets of the source wherever else they stand. Signatures stay. The very same object where nothing had to be taken out.
 */
export function storedHeaders(
  receiver: ReceiverDefinition,
  settings: SourceSettings,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const credentials = [...ALWAYS_CREDENTIALS, ...credentialHeadersOf(receiver, settings)];
  const mask = maskOfSource(receiver, settings);
  const isFit = ([name, value]: readonly [string, string]): boolean =>
    !credentials.includes(name) && mask(value) === value;
  const entries = Object.entries(headers);
  if (entries.every(isFit)) return headers;
  return Object.fromEntries(
    entries.filter(([name]) => !credentials.includes(name)).map(([name, value]) => [name, mask(value)]),
  );
}

/**
 * A request without the secrets of its source: the one function that decides what may be shown, for rejections and for test calls. It takes
 * out the places that the receiver knows to hold a credential, fields that are named like one, and every secret of the source, in any place and any form.
 * @param others further secrets, such as one that was just handed over
 */
export function shownRequest(
  receiver: ReceiverDefinition,
  settings: SourceSettings,
  request: InboundRequest,
  others: readonly string[] = [],
): ShownRequest {
  const { verify } = receiver;
  const { options } = settings;
  const [ofSource, ofOthers] = [maskOfSource(receiver, settings), maskOf(others)];
  const mask: Mask = (text) => ofOthers(ofSource(text));
  const credentials = credentialHeadersOf(receiver, settings);
  const headers = Object.entries(keptHeaders(request.headers, credentials));
  const known = verify.withoutCredentials?.(request.body, options) ?? request.body;
  // One character for each byte, so that bytes that are not text stay as they are.
  const text = known.toString('latin1');
  const masked = mask(text);
  return {
    method: request.method,
    url: mask(keptUrl(request.url, verify.credentialQueryOf?.(options) ?? [])),
    headers: Object.fromEntries(headers.map(([name, value]) => [name, mask(value)])),
    body: masked === text ? known : Buffer.from(masked, 'latin1'),
  };
}
