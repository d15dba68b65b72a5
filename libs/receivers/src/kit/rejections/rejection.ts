import type { InboundRequest, KancaError } from '@kanca/core';
import type { ShownRequest } from './shown-request.js';
import type { Source } from '../sources/source.js';

/** A request that was just refused. */
export interface Refusal {
  readonly source: Source;
  readonly error: KancaError;
  readonly requestId: string;
  /** The address it came from. */
  readonly from: string;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  /** What was read of it: a body that was refused before it was read is empty. */
  readonly request: InboundRequest;
  /** What of it may be shown, by its receiver and its source. */
  readonly show: (request: InboundRequest) => ShownRequest;
  /** Whether a handshake of its receiver signs values for everybody, so that a signature that fits proves nothing about who sent it. */
  readonly isSignedForCallers?: boolean;
  /** Looks for what would make the request genuine. Asked once, and only for a refusal that is kept. */
  readonly explain?: (hasTime: () => boolean) => string | null;
}

/** A refused request as it is kept, for the operator. */
export interface Rejection {
  /** UUID. */
  readonly id: string;
  readonly tenant: string;
  /** UUID of the source. */
  readonly sourceId: string;
  readonly provider: string;
  /** `/github/acme`. */
  readonly sourceUri: string;
  readonly receivedAt: Date;
  readonly requestId: string;
  /** The network it came from: an IPv4 address, or the first half of an IPv6 address (`2001:db8:1:2::/64`). */
  readonly network: string;
  /** What the caller got. */
  readonly status: number;
  readonly code: string;
  /** What the caller did not get: the precise reason, and what to do about it. */
  readonly reason: string;
  readonly diagnosis: string;
  /** Whether the request would have been genuine in another form, and no stranger could have got it signed: the diagnosis says which form. */
  readonly fitsOtherwise: boolean;
  readonly method: string;
  /** Path and query, credentials blotted out. */
  readonly url: string;
  /** Lower-case; credentials blotted out. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first 256 KiB, credentials blotted out; a sentence instead, where there was no time to look for credentials. */
  readonly body: Buffer;
  /** Size of the whole body, with what was blotted out as it is shown. */
  readonly bodyBytes: number;
  /** Refusals of the source since the last one that was kept: a flood is counted, not stored. */
  readonly unrecorded: number;
  /** URL and headers as they came, and the body where it is not shown as it came, closed; null when they were too large. */
  readonly sealedRequest: string | null;
}

/** A rejected request as those who watch see it: which, when and why, without what was sent. */
export type RejectionHead = Pick<
  Rejection,
  'id' | 'tenant' | 'sourceId' | 'sourceUri' | 'provider' | 'receivedAt' | 'status' | 'code' | 'reason'
>;
