import { isUtf8 } from 'node:buffer';
import { BLOT } from '../blot.js';
import { SecretSearch } from '../masking/secret-search.js';
import { credentialHeadersOf, searchOfSource } from '../masking/secrets-of-source.js';
import { inflateNow, isEncoded } from '../parse/inflate.js';
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

const MAX_INFLATED_BYTES = 1_048_576;
const BLOT_BYTES = Buffer.from(BLOT);
/** All but tab, line feed and carriage return. */
const CONTROL_CHARACTER = /[^\P{Cc}\t\n\r]/u;

/**
 * A request without the secrets of its source: the one function that decides what may be shown, for rejections and for test calls. It takes
 * out the places that the receiver knows to hold a credential, fields that are named like one, and every secret of the source, in any place and in every
 * common spelling. What would take too long to search is not shown.
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
  const [ofSource, ofOthers] = [searchOfSource(receiver, settings), new SecretSearch(others)];
  const mask = (text: string): string => ofOthers.textWithoutSecrets(ofSource.textWithoutSecrets(text));
  const credentials = credentialHeadersOf(receiver, settings);
  const headers = Object.entries(keptHeaders(request.headers, credentials));
  return {
    method: request.method,
    url: mask(keptUrl(request.url, verify.credentialQueryOf?.(options) ?? [])),
    headers: Object.fromEntries(headers.map(([name, value]) => [name, mask(value)])),
    body: shownBody(request, (plain) => {
      const known = verify.withoutCredentials?.(plain, options) ?? plain;
      const without = ofSource.withoutSecrets(known);
      return (without && ofOthers.withoutSecrets(without)) ?? BLOT_BYTES;
    }),
  };
}

/**
 * A body that is encoded is looked into. It is shown as it came when it holds no secret, inflated when it held one, and not at all when
 * it cannot be inflated whole within the bounds, since nobody can say then what it holds.
 */
function shownBody({ headers, body }: InboundRequest, masked: (plain: Buffer) => Buffer): Buffer {
  const encoding = headers['content-encoding'];
  if (!isEncoded(encoding) || body.length === 0) return masked(body);
  const plain = inflateNow(body, encoding, MAX_INFLATED_BYTES);
  if (plain === null) return masked(body) === body && isText(body) ? body : BLOT_BYTES;
  const without = masked(plain);
  return without === plain ? masked(body) : without;
}

/** A body that is not compressed, also when its header says so. */
function isText(body: Buffer): boolean {
  return isUtf8(body) && !CONTROL_CHARACTER.test(body.toString('utf8'));
}
