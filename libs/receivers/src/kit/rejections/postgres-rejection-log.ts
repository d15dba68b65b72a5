import { Clock, KancaError, newUuid, Observer, Randomness, storableText, toId } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import { firstUuidAt } from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import { Between, DataSource, LessThan, MoreThanOrEqual } from 'typeorm';
import { SignatureError } from '../refusals/signature-error.js';
import { isEncoded } from '../parse/inflate.js';
import { diagnosisOf } from '../diagnosis/diagnosis.js';
import { ExplanationBudget } from './explanation-budget.js';
import { isHopeless, keepLatestRejections } from './keep-latest-rejections.js';
import { KnownNetworks } from './known-networks.js';
import { sealRequest } from './sealed-request.js';
import { networkOf } from './network-of.js';
import { RejectionRate } from './rejection-rate.js';
import { RejectionEntity } from './rejection.entity.js';
import { RejectionLog } from './rejection-log.js';
import { senderOf } from './sender-of.js';
import { WaitingRejections } from './waiting-rejections.js';
import { ofTenant } from '../tenant-condition.js';
import type { Refusal, Rejection, RejectionHead } from './rejection.js';
import type { ShownRequest } from './shown-request.js';
import type { RejectionFilter, RejectionPage } from './rejection-log.js';

const KEPT_PER_SOURCE = { mendable: 300, hopeless: 100, ofAnySize: 100, smallBytes: 32_768, seniorPerRegion: 20 };
const MAX_BODY_BYTES = 262_144;
/** Of larger bodies only so much is kept where too many large ones wait; a smaller one is shown in any case, since it costs little to look for secrets in it. */
const MAX_CHEAP_BYTES = 16_384;
const NOT_SHOWN = Buffer.from(
  '[not shown: there was no time to look for secrets in it, since too many requests were refused]',
);
const FLUSH_AFTER_MS = 200;
const HEAD = {
  id: true,
  tenant: true,
  sourceId: true,
  sourceUri: true,
  provider: true,
  receivedAt: true,
  status: true,
  code: true,
  reason: true,
} satisfies Record<keyof RejectionHead, true>;

/** Rejections in PostgreSQL, written in batches a moment after the answer went out. When they cannot be written they are let go. */
@Injectable()
export class PostgresRejectionLog extends RejectionLog {
  private readonly rate: RejectionRate;
  private readonly unrecorded = new Map<string, number>();
  private readonly explanations = new ExplanationBudget();
  private readonly waiting: WaitingRejections;
  private writing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: SecretVault,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly observer: Observer,
    private readonly knownNetworks: KnownNetworks,
  ) {
    super();
    this.rate = new RejectionRate(clock);
    this.waiting = new WaitingRejections(() => clock.now());
  }

  record(refusal: Refusal): void {
    const { id } = refusal.source;
    const network = networkOf(refusal.from);
    const isKnown = this.knownNetworks.has(refusal.source, network);
    const asking = { sourceId: id, isHopeless: isHopeless(reasonOf(refusal.error)), network, isKnown };
    const owner = senderOf(refusal.source, refusal.from, this.knownNetworks);
    if (!this.waiting.hasPlace(owner) || !this.rate.take(asking)) {
      this.unrecorded.set(id, (this.unrecorded.get(id) ?? 0) + 1);
      return;
    }
    if (this.writing === null) this.waiting.freeWritten();
    this.waiting.add(owner, this.rejectionOf(refusal, owner));
    this.unrecorded.delete(id);
    this.timer ??= setTimeout(() => {
      void this.flush();
    }, FLUSH_AFTER_MS).unref();
  }

  flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.writing ??= this.writeAll().finally(() => {
      this.writing = null;
      this.waiting.skip();
    });
    return this.writing;
  }

  async list(filter: RejectionFilter): Promise<RejectionPage> {
    const { tenant, sourceId, provider, code, since, until, limit, cursor } = filter;
    const found = await this.dataSource.getRepository(RejectionEntity).find({
      where: {
        ...ofTenant(tenant),
        ...(sourceId === undefined ? {} : { sourceId }),
        ...(provider === undefined ? {} : { provider }),
        ...(code === undefined ? {} : { code }),
        ...(cursor === undefined ? {} : { id: LessThan(cursor) }),
        ...(since === undefined && until === undefined
          ? {}
          : { receivedAt: Between(since ?? new Date(0), until ?? new Date(this.clock.now())) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const data = found.slice(0, limit);
    return { data, nextCursor: found.length > data.length ? (data.at(-1)?.id ?? null) : null };
  }

  newest(tenant: string, sinceMs: number, limit: number): Promise<readonly RejectionHead[]> {
    return this.dataSource.getRepository(RejectionEntity).find({
      select: HEAD,
      where: { ...ofTenant(tenant), id: MoreThanOrEqual(firstUuidAt(sinceMs)) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  async get(tenant: string, id: string): Promise<Rejection> {
    const entity = await this.dataSource.getRepository(RejectionEntity).findOneBy({ ...ofTenant(tenant), id });
    if (entity === null)
      throw new KancaError('not_found', `No rejection has the id ${JSON.stringify(toId('rej', id))}.`);
    return entity;
  }

  async forget(tenant: string, id: string): Promise<void> {
    await this.dataSource.getRepository(RejectionEntity).delete({ tenant, id });
  }

  async prune(before: Date): Promise<number> {
    const { affected } = await this.dataSource.getRepository(RejectionEntity).delete({ receivedAt: LessThan(before) });
    return affected ?? 0;
  }

  private async writeAll(): Promise<void> {
    while (!this.waiting.isEmpty) await this.write(this.waiting.takeAll());
  }

  private async write(batch: readonly Rejection[]): Promise<void> {
    try {
      await this.insert(batch);
    } catch (error) {
      // One row that cannot be stored must not take those of others with it.
      if (batch.length > 1) for (const rejection of batch) await this.write([rejection]);
      else this.observer.faulted(`storing a rejection of ${batch[0]?.sourceUri ?? ''}: it is lost`, error);
      return;
    }
    try {
      const sourceIds = [...new Set(batch.map(({ sourceId }) => sourceId))];
      await this.knownNetworks.write();
      await keepLatestRejections(this.dataSource, sourceIds, KEPT_PER_SOURCE);
    } catch (error) {
      this.observer.faulted('forgetting the rejections that are too many', error);
    }
  }

  private async insert(batch: readonly Rejection[]): Promise<void> {
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(RejectionEntity)
      .values([...batch])
      .execute();
  }

  /** A request is kept first, at the same cost for each. Only its explanation and its shown form depend on the time that is left. */
  private rejectionOf(refusal: Refusal, owner: readonly string[]): Rejection {
    const { source, error, requestId, receivedAt, request } = refusal;
    const { tenant } = source;
    const id = newUuid(this.clock, this.randomness);
    const explanation = this.explain(refusal, owner);
    const kept = firstOf(request.body, this.waiting.hasRoomForWhole(owner) ? MAX_BODY_BYTES : MAX_CHEAP_BYTES);
    const shown = this.show(refusal, kept, owner);
    const { method, url, headers } = shown;
    const body = shown.body ?? NOT_SHOWN;
    const whole = shown.body !== kept && kept === request.body ? kept : null;
    return {
      id,
      tenant,
      sourceId: source.id,
      provider: source.provider,
      sourceUri: source.uri,
      receivedAt: new Date(receivedAt),
      requestId: storableText(requestId),
      network: storableText(networkOf(refusal.from)),
      status: error.status,
      code: error.code,
      reason: reasonOf(error),
      diagnosis: storableText(explanation ?? diagnosisOf(error)),
      fitsOtherwise: explanation !== null && refusal.isSignedForCallers !== true,
      method: storableText(method),
      url: storableText(url),
      headers: Object.fromEntries(
        Object.entries(headers).map((header) => header.map(storableText) as [string, string]),
      ),
      body,
      bodyBytes: shown.body === null ? request.body.length : request.body.length - kept.length + body.length,
      unrecorded: this.unrecorded.get(source.id) ?? 0,
      sealedRequest: sealRequest(this.vault, { tenant, id }, request, whole),
    };
  }

  /** What of it may be shown; as its body null, where nobody could look for secrets in it. */
  private show(
    { request, show }: Refusal,
    kept: Buffer,
    owner: readonly string[],
  ): Omit<ShownRequest, 'body'> & { readonly body: Buffer | null } {
    const isCheap = kept.length <= MAX_CHEAP_BYTES && !isEncoded(request.headers['content-encoding']);
    const isBodyShown = isCheap || this.explanations.isLeft(owner);
    const looked = { ...request, query: request.query, body: isBodyShown ? kept : Buffer.alloc(0) };
    const shown = this.explanations.charge(owner, () => show(looked));
    return isBodyShown ? shown : { ...shown, body: null };
  }

  private explain({ explain, error }: Refusal, owner: readonly string[]): string | null {
    try {
      return explain === undefined ? null : this.explanations.run(owner, explain);
    } catch (fault) {
      this.observer.faulted(`explaining a refusal (${error.code})`, fault);
      return null;
    }
  }
}

function firstOf(body: Buffer, limit: number): Buffer {
  return body.length > limit ? Buffer.from(body.subarray(0, limit)) : body;
}

function reasonOf(error: KancaError): string {
  return error instanceof SignatureError ? error.reason : error.code;
}
