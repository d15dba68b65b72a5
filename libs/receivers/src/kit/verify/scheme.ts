import type { InboundRequest } from '@kanca/core';
import type { RemoteDocuments } from '../documents/remote-documents.js';
import type { TestProof } from './test-proof.js';

/** Settings of a source other than its secrets, by the names that its receiver gives them. */
export type SourceOptions = Readonly<Record<string, unknown>>;

/** What a scheme may look at besides the request and the secrets. */
export interface SchemeContext {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly options: SourceOptions;
  /** Scheme, host and port that the provider calls, without a slash at the end. */
  readonly publicUrl: string;
  /** Certificates and key sets that providers publish; left out where nothing may be fetched. */
  readonly documents?: RemoteDocuments;
}

/** A request that was changed in one way. `change` completes "the signature fits if …". */
export interface OtherWriting {
  readonly request: InboundRequest;
  readonly change: string;
}

/** What a source is given, and what signs: the same for shared secrets, the two halves of a pair for public keys. */
export interface SchemeKeys {
  readonly secret: string;
  readonly signingKey: string;
}

/**
 * How a provider proves that a request is its own: a value made of typed parts, which works both ways. It can be printed
 * (`JSON.stringify(scheme)`), it verifies, and it signs.
 */
export interface Scheme {
  readonly kind: string;
  /** The headers that `sign` writes and `verify` needs, lower-case. */
  readonly headers: readonly string[];
  /** Those of them that hold a secret itself: they have done their work once a request is verified, and are not stored. */
  readonly credentialHeaders?: readonly string[];
  /** The same, where they depend on the source. */
  credentialHeadersOf?(options: SourceOptions): readonly string[];
  /** The names of the query parameters that hold a secret itself. */
  credentialQueryOf?(options: SourceOptions): readonly string[];
  /**
   * A body without the secrets that stand in it themselves; the very same buffer where there are none. Called for bodies that are stored and
   * handed on, and for the record of a refused request: it has to take any bytes, half a body too, and never throws.
   */
  withoutCredentials?(body: Buffer, options: SourceOptions): Buffer;
  /** Whether the requests that it judges hold a secret of the source itself. Left out by a scheme whose requests only prove that they know it. */
  sendsSecret?(options: SourceOptions): boolean;
  /** How far a signed time may be from ours, where the source does not say otherwise; null where no time is signed. */
  readonly toleranceSeconds: number | null;
  /** Whether a request carries what this scheme looks at. Chooses between alternatives, and says nothing about being genuine. */
  applies(request: InboundRequest, context: SchemeContext): boolean;
  /** Of alternatives, the one that judges this request. Left out by a scheme that judges by itself. */
  chosen?(request: InboundRequest, context: SchemeContext): Scheme;
  /**
   * Returns when one of the secrets made the request; a promise only if something has to be fetched.
   * @throws SignatureError
   */
  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined;
  /** The same request with the headers that prove it. */
  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest;
  /** The request with its signature written as others write theirs, for a diagnosis. */
  otherWritings?(request: InboundRequest): readonly OtherWriting[];
  /**
   * What is wrong with a secret, so that it is said when it is entered and not at the first request; null when nothing is.
   * @param options of the source, where they say what form its secrets have
   */
  problemOfSecret(secret: string, options?: SourceOptions): string | null;
  /** Whether a secret of the source makes signatures, and does not only judge them, as a public key does. It does unless told. */
  canSign?(secret: string): boolean;
  /** What makes a test call good where a source has no secret at all. Only of a scheme whose provider publishes or tells its keys. */
  inventProof?(context: SchemeContext): Promise<TestProof>;
  /** Invented keys of the right form, for tests; null when nothing here can sign for this provider. */
  newKeys(): SchemeKeys | null;
}
