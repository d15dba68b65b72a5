/** One captured or documented request of a provider, with the time it was made at and what has to become of it. */
export interface ReceiverVector {
  /** `push`, `slash-command`: unique within the provider. */
  readonly name: string;
  /**
   * `sdk-signed`: made by the vendor's own library. `sdk-verified`: accepted by it. `published`: printed in its documentation.
   * `own`: made by hand from the documentation, with a signature that is not Kanca's own work.
   */
  readonly origin: 'sdk-signed' | 'sdk-verified' | 'published' | 'own';
  /** The library and its version, or the page. */
  readonly by: string;
  readonly request: {
    readonly method: string;
    readonly url?: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly bodyBase64: string;
  };
  /** The settings of the source, as in `kanca.yaml`. Invented, or published by the vendor. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What the provider publishes, by address: certificates and key sets, as text. */
  readonly documents?: Readonly<Record<string, string>>;
  /** Told where it is not a secret of the source that proves the request, although its receiver has secrets. */
  readonly provedBy?: 'published-key';
  /** What the provider's API answers to which question, where it has to be asked. */
  readonly answers?: readonly VectorAnswer[];
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: number;
  readonly expect: VectorExpectation;
}

/** An answer to one question, word for word: to any other there is none. */
export interface VectorAnswer {
  readonly url: string;
  /** Those that the question needs, lower-case. It may have others. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

/** What a genuine request of a provider must become: events, a handshake, or a refusal by its code. */
export type VectorExpectation =
  | { readonly events: readonly ExpectedEvent[] }
  | { readonly handshake: ExpectedHandshake }
  /** Genuine, but not a body that is read: the documentation's example is no real webhook. */
  | { readonly refusedAs: string };

/** The whole answer: a header that is not named must not be there. */
export interface ExpectedHandshake {
  readonly status: number;
  readonly contentType?: string;
  /** Those beside the content type, lower-case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What an event of a vector must look like. */
export interface ExpectedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject?: string | null;
  readonly time?: string | null;
}
