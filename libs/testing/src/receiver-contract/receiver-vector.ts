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
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: number;
  readonly expect: VectorExpectation;
}

export type VectorExpectation =
  | { readonly events: readonly ExpectedEvent[] }
  | { readonly handshake: { readonly status: number; readonly contentType?: string; readonly body?: string } }
  /** Genuine, but not a body that is read: the documentation's example is no real webhook. */
  | { readonly refusedAs: string };

export interface ExpectedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject?: string | null;
  readonly time?: string | null;
}
