import { KancaError } from '@kanca/core';
import { inboundRequest } from './inbound-request.js';
import { SignatureError } from '../refusals/signature-error.js';
import { withHeader } from '../verify/with-header.js';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition, Sample } from '../receiver-definition.js';
import type { SourceOptions } from '../verify/scheme.js';

/** Genuine, or wrong in one way, so that one can see it refused. */
export const SAMPLE_MODES = ['valid', 'wrong-key', 'missing', 'stale', 'tampered'] as const;
/** How a sample request is made: as the provider would send it, or with one fault that must be refused. */
export type SampleMode = (typeof SAMPLE_MODES)[number];

export interface SampleRequestOptions {
  /** The provider's event name; the first sample unless told. */
  readonly event?: string | undefined;
  /** `valid` unless told. */
  readonly mode?: SampleMode | undefined;
  /** What signs: the secret of the source, or the private key where the source has the public one. */
  readonly secret: string;
  readonly options?: SourceOptions | undefined;
  /** What signs in the mode `wrong-key`; an invented key of the scheme unless told. */
  readonly wrongSecret?: string | undefined;
  /** A new id for the delivery, or else it would be taken for a repetition. */
  readonly id: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Where it will be sent: path and query. */
  readonly url: string;
  readonly publicUrl: string;
  /** Instead of the sample's own body. */
  readonly body?: unknown;
}

/** Older than any tolerance that an option may set. */
const STALE_MS = 30 * 24 * 3_600_000;

/**
 * A request as the provider would send it now, signed by the receiver's own definition.
 * @example sampleRequest(github, { event: 'push', mode: 'tampered', secret, id, now: clock.now(), url: '/api/webhooks/incoming/github', publicUrl })
 * @throws KancaError `invalid_request` for an event without a sample, or for `stale` where no time is signed
 */
export function sampleRequest(receiver: ReceiverDefinition, options: SampleRequestOptions): InboundRequest {
  const { mode = 'valid', now, publicUrl } = options;
  const sample = receiver.freshen(sampleOf(receiver, options), { id: options.id, now: new Date(now) });
  const plain = requestOf(receiver, sample, options.url);
  const sign = (secret: string, at: number): InboundRequest => {
    const context = { now: at, options: options.options ?? {}, publicUrl };
    try {
      return receiver.verify.sign(plain, secret, context);
    } catch (cause) {
      throw new KancaError(
        'invalid_request',
        `A request of ${receiver.title} cannot be signed here: ${reasonOf(cause)}`,
        {
          cause,
        },
      );
    }
  };
  switch (mode) {
    case 'valid':
      return sign(options.secret, now);
    case 'wrong-key':
      return sign(options.wrongSecret ?? receiver.verify.newKeys()?.signingKey ?? '', now);
    case 'missing':
      return plain;
    case 'tampered':
      return tampered(sign(options.secret, now));
    case 'stale':
      assertTimed(receiver);
      return sign(options.secret, now - STALE_MS);
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof SignatureError) return `${cause.diagnosis}.`;
  if (!(cause instanceof Error)) return 'its key cannot sign.';
  return /[.?!]$/.test(cause.message) ? cause.message : `${cause.message}.`;
}

function sampleOf(receiver: ReceiverDefinition, { event, body }: SampleRequestOptions): Sample {
  const names = Object.keys(receiver.samples);
  const name = event ?? names[0] ?? '';
  const sample = Object.hasOwn(receiver.samples, name) ? receiver.samples[name] : undefined;
  if (sample === undefined)
    throw new KancaError(
      'invalid_request',
      `There is no sample ${JSON.stringify(name)} of ${receiver.title}: there are ${names.join(', ')}.`,
    );
  return body === undefined ? sample : { ...sample, body };
}

function requestOf(receiver: ReceiverDefinition, sample: Sample, url: string): InboundRequest {
  const { method = receiver.methods[0] ?? 'POST', headers = {}, body } = sample;
  const request = inboundRequest({
    method,
    url,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return request.headers['content-type'] === undefined
    ? withHeader(request, 'content-type', 'application/json')
    : request;
}

/** One more byte that changes no meaning: only the signature can tell. */
function tampered(request: InboundRequest): InboundRequest {
  return { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) };
}

function assertTimed(receiver: ReceiverDefinition): void {
  if (receiver.verify.toleranceSeconds === null)
    throw new KancaError('invalid_request', `${receiver.title} signs no time, so none of its requests can be stale.`);
}
