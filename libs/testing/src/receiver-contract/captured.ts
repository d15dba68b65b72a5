import { inboundRequest, inspectRequest, sourceSettings } from '@kanca/receivers/kit';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition, SourceSettings } from '@kanca/receivers';
import type { Inspection, Scheme, SchemeContext } from '@kanca/receivers/kit';
import { VectorDocuments } from './vector-documents.js';
import type { ReceiverVector } from './receiver-vector.js';

/** A vector made ready to be changed in one way and tried. */
export class Captured {
  readonly request: InboundRequest;
  readonly settings: SourceSettings;
  private readonly documents: VectorDocuments;
  /** Where the provider believes the hub to be. */
  private readonly publicUrl: string;

  constructor(
    private readonly receiver: ReceiverDefinition,
    readonly vector: ReceiverVector,
  ) {
    const { method, url, headers, bodyBase64 } = vector.request;
    const body = Buffer.from(bodyBase64, 'base64');
    this.request = inboundRequest({ method, headers, body, ...(url === undefined ? {} : { url }) });
    this.settings = sourceSettings(receiver, vector.config);
    this.documents = new VectorDocuments(vector);
    this.publicUrl = new URL(url ?? '/', 'http://localhost:3000').origin;
  }

  /** Whether the vector carries a proof, so that changing it has to be noticed. */
  get isSigned(): boolean {
    return this.receiver.verify.applies(this.request, this.context);
  }

  /** The scheme that judges the vector, where the receiver has several. */
  get scheme(): Scheme {
    const { verify } = this.receiver;
    return verify.chosen?.(this.request, this.context) ?? verify;
  }

  /** How often the provider was asked for something so far. */
  get asked(): number {
    return this.documents.asked;
  }

  private get context(): SchemeContext {
    const { options } = this.settings;
    return { now: this.vector.nowMs, options, publicUrl: this.publicUrl, documents: this.documents };
  }

  /** What becomes of it: as it is, or with other secrets, another request or another time. */
  inspect(change: { secrets?: readonly string[]; request?: InboundRequest; nowMs?: number } = {}): Promise<Inspection> {
    const { secrets = this.settings.secrets, request = this.request, nowMs = this.vector.nowMs } = change;
    const { publicUrl, documents } = this;
    return inspectRequest(this.receiver, { ...this.settings, secrets, publicUrl, documents }, request, nowMs);
  }

  withBody(body: Buffer): InboundRequest {
    return { ...this.request, body };
  }

  without(header: string): InboundRequest {
    const headers = Object.entries(this.request.headers).filter(([name]) => name !== header);
    return { ...this.request, headers: Object.fromEntries(headers) };
  }

  withDoubled(header: string): InboundRequest {
    return { ...this.without(header), doubledHeaders: new Set([header]) };
  }
}
