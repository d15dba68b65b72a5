import { setImmediate } from 'node:timers/promises';
import { KancaError, newTrace, Randomness } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import { EventLog } from '@kanca/dispatch';
import { Inject, Injectable } from '@nestjs/common';
import { RemoteDocuments } from '../documents/remote-documents.js';
import { DEFAULT_INGRESS_OPTIONS } from '../ingress/ingress-options.js';
import { ReceiverRegistry } from '../receiver-registry.js';
import { RECEIVERS_OPTIONS, type ReceiversOptions } from '../receivers-options.js';
import { RejectionLog } from '../rejections/rejection-log.js';
import { SourceDirectory } from '../sources/source-directory.js';
import { arrivalOf } from '../ingress/arrival-of.js';
import { diagnosisOf } from '../diagnosis/diagnosis.js';
import { explainMismatch, isExplainable } from '../diagnosis/explain-mismatch.js';
import { VerificationUnavailable } from '../refusals/verification-unavailable.js';
import { assertShaken } from '../pipeline/handshake-refused.js';
import { receive } from '../pipeline/receive.js';
import { openRequest } from '../rejections/sealed-request.js';
import type { InboundRequest } from '@kanca/core';
import type { Target } from '../ingress/visit.js';
import type { IngressOptions } from '../ingress/ingress-options.js';
import type { Received } from '../pipeline/receive.js';
import type { Source } from '../sources/source.js';
import type { RejectionFilter } from '../rejections/rejection-log.js';
import type { Rejection } from '../rejections/rejection.js';

/** Which rejected requests are verified once more. */
export type ReVerifyFilter = Omit<RejectionFilter, 'limit' | 'cursor'>;

/** What became of one rejection. */
export interface ReVerified {
  /** UUID. */
  readonly id: string;
  /** `accepted`: it is an event now, or would be. `refused`: still not genuine. `incomplete`: too large to have been kept whole. */
  readonly outcome: 'accepted' | 'refused' | 'incomplete';
  /** Why it is refused still; null when it is not. */
  readonly diagnosis: string | null;
  /** UUIDs of the events; none in a dry run. */
  readonly eventIds: readonly string[];
}

const PAGE = 100;
const MAX_EXAMINED = 1_000;

/**
 * Tries refused requests again, after a secret or the public URL was mended: against the sources as they are now, and the clock as it
 * was then. So a wrong secret costs no event, and a replay that was stale when it came is stale still.
 */
@Injectable()
export class ReVerification {
  private readonly options: Pick<IngressOptions, 'publicUrl' | 'maxBodyBytes'>;

  constructor(
    private readonly rejections: RejectionLog,
    private readonly receivers: ReceiverRegistry,
    private readonly sources: SourceDirectory,
    private readonly documents: RemoteDocuments,
    private readonly log: EventLog,
    private readonly vault: SecretVault,
    private readonly randomness: Randomness,
    @Inject(RECEIVERS_OPTIONS) options: ReceiversOptions,
  ) {
    this.options = { ...DEFAULT_INGRESS_OPTIONS, ...options };
  }

  /** Oldest last, at most a thousand at once. What is accepted leaves the rejections. */
  async run(filter: ReVerifyFilter, isDryRun: boolean): Promise<readonly ReVerified[]> {
    const taken: ReVerified[] = [];
    let cursor: string | null | undefined;
    await this.rejections.flush();
    while (cursor !== null && taken.length < MAX_EXAMINED) {
      const page = await this.rejections.list({ ...filter, limit: PAGE, cursor });
      for (const rejection of page.data) {
        taken.push(await this.try(rejection, isDryRun));
        // A try may cost tens of milliseconds, and waits for nothing: the requests of others come in between.
        await setImmediate();
      }
      cursor = page.nextCursor;
    }
    return taken;
  }

  private async try(rejection: Rejection, isDryRun: boolean): Promise<ReVerified> {
    const { id } = rejection;
    const request = openRequest(this.vault, rejection);
    if (request === null)
      return { id, outcome: 'incomplete', diagnosis: 'The request was too large to be kept whole.', eventIds: [] };
    try {
      const source = this.sourceOf(rejection);
      const receiver = this.receivers.require(source.provider);
      const context = { ...this.options, now: rejection.receivedAt.getTime(), documents: this.documents };
      const received = await receive(receiver, source, request, context);
      if (received.kind === 'handshake') assertShaken(received.answer);
      const eventIds = isDryRun ? [] : await this.store(rejection, { source, receiver }, received);
      return { id, outcome: 'accepted', diagnosis: null, eventIds };
    } catch (error) {
      if (!(error instanceof KancaError) || isOurs(error)) throw error;
      return { id, outcome: 'refused', diagnosis: this.explain(rejection, request, error), eventIds: [] };
    }
  }

  private async store(
    { tenant, id }: Rejection,
    { source, receiver }: Target,
    received: Received,
  ): Promise<readonly string[]> {
    const traceparent = newTrace(this.randomness);
    const stored =
      received.kind === 'handshake' || received.events.length === 0
        ? []
        : (await this.log.append(arrivalOf({ source, receiver }, received.request, received.events, traceparent)))
            .events;
    // Stored first: should the row stay, the next try finds a duplicate.
    await this.rejections.forget(tenant, id);
    return stored.map(({ uuid }) => uuid);
  }

  private explain(rejection: Rejection, request: InboundRequest, error: KancaError): string {
    const { provider, receivedAt } = rejection;
    const receiver = this.receivers.get(provider);
    if (!isExplainable(error) || receiver === undefined) return diagnosisOf(error);
    const source = this.sourceOf(rejection);
    const { secrets, options } = source;
    const context = { now: receivedAt.getTime(), publicUrl: this.options.publicUrl, options };
    const otherSecrets = this.sources.others(source);
    return explainMismatch({ receiver, request, secrets, context, otherSecrets }) ?? diagnosisOf(error);
  }

  /** The source at that URL may be another tenant's by now. */
  private sourceOf({ provider, sourceUri, tenant }: Rejection): Source {
    const [, , name] = sourceUri.split('/');
    const source = this.sources.find(provider, name?.toLowerCase());
    if (source?.tenant !== tenant) throw new KancaError('not_found', `The source ${sourceUri} is gone.`);
    return source;
  }
}

/** A hub that cannot store will store none of them; a provider that does not answer says nothing about the others. */
function isOurs(error: KancaError): boolean {
  return error.code === 'unavailable' && !(error instanceof VerificationUnavailable);
}
