import { assertRetryPolicy, compileFilters, compilePath, compileWhere, type Where } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DataSource, Not, type EntityManager } from 'typeorm';
import {
  ConsumerCatalogue,
  consumerFromDraft,
  type Consumer,
  type ConsumerDraft,
  type ConsumerKind,
  type ConsumerSettings,
  type ConsumerState,
} from '../ports/consumer-catalogue.js';
import { ConsumerSet } from './consumer-set.js';
import { ConsumerEntity } from './entities/consumer.entity.js';
import { CONSUMERS_CHANNEL } from '../wake-up/channels.js';
import { readConsumers, type ConsumerRow } from './verbs/read-consumers.sql.js';

/** Keeps the consumers in PostgreSQL, and a copy in memory that is known to be of one version. */
@Injectable()
export class PostgresConsumerCatalogue extends ConsumerCatalogue {
  private set = ConsumerSet.empty();
  private loading: Promise<ConsumerSet> | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly pool: SqlPool,
  ) {
    super();
  }

  async put(draft: ConsumerDraft, manager?: EntityManager): Promise<void> {
    const consumer = consumerFromDraft(draft);
    compileFilters(consumer.filters);
    if (consumer.where !== null) compileWhere(consumer.where);
    if (consumer.orderBy !== null) compilePath(consumer.orderBy);
    assertRetryPolicy(consumer.retry);
    await this.change(manager, async (inside, revision) => {
      await inside.upsert(
        ConsumerEntity,
        {
          tenant: consumer.tenant,
          id: consumer.id,
          kind: consumer.kind,
          name: consumer.name,
          filters: [...consumer.filters],
          state: consumer.state,
          concurrency: consumer.concurrency,
          timeoutMs: consumer.timeoutMs,
          retry: consumer.retry,
          reply: consumer.reply,
          where: consumer.where,
          order: consumer.order,
          orderBy: consumer.orderBy,
          onPoison: consumer.onPoison,
          rateLimit: consumer.rateLimit,
          pull: consumer.pull,
          settings: consumer.settings,
          revision,
        },
        ['tenant', 'id'],
      );
      await inside.query(
        `INSERT INTO kanca.consumer_turns (consumer_id) VALUES ($1) ON CONFLICT (consumer_id) DO NOTHING`,
        [consumer.id],
      );
    });
  }

  async setState(id: string, state: ConsumerState, manager?: EntityManager): Promise<boolean> {
    let changed = 0;
    await this.change(manager, async (inside, revision) => {
      changed = (await inside.update(ConsumerEntity, { id, state: Not(state) }, { state, revision })).affected ?? 0;
    });
    return changed > 0;
  }

  async remove(id: string, manager?: EntityManager): Promise<void> {
    await this.change(manager, async (inside) => {
      await inside.delete(ConsumerEntity, { id });
      await inside.query(`DELETE FROM kanca.consumer_turns WHERE consumer_id = $1`, [id]);
    });
  }

  async list(kind?: ConsumerKind): Promise<readonly Consumer[]> {
    const consumers = (await this.load()).all();
    return kind === undefined ? consumers : consumers.filter((consumer) => consumer.kind === kind);
  }

  get(id: string): Promise<Consumer | null> {
    if (this.set.version > 0) return Promise.resolve(this.set.get(id) ?? null);
    return this.load().then((set) => set.get(id) ?? null);
  }

  async read(id: string, manager: EntityManager = this.dataSource.manager): Promise<Consumer | null> {
    const row = await manager.findOneBy(ConsumerEntity, { id });
    return row === null
      ? null
      : {
          ...row,
          where: row.where as Where | null,
          settings: row.settings as ConsumerSettings,
          revision: Number(row.revision),
        };
  }

  async reach(version: number): Promise<void> {
    await this.current(version);
  }

  /** The consumers in memory, of the version that was read last; none before they were read. */
  get known(): ConsumerSet {
    return this.set;
  }

  /** The consumers in memory, of `version` or later when one is given. */
  async current(version = 0): Promise<ConsumerSet> {
    return this.set.version > 0 && this.set.version >= version ? this.set : this.load();
  }

  /** Reads the consumers again. Calls that come while a read is under way wait for one that starts after them. */
  async load(): Promise<ConsumerSet> {
    const previous = this.loading;
    if (previous !== null) await previous.catch(() => undefined);
    this.loading ??= this.readAll();
    return this.loading;
  }

  /** Reads what changed since the last reading; everything when something was removed. */
  private async readAll(): Promise<ConsumerSet> {
    try {
      const changed = await this.readSince(this.set);
      this.set = changed.isComplete ? changed.set : (await this.readSince(ConsumerSet.empty())).set;
      return this.set;
    } finally {
      this.loading = null;
    }
  }

  private async readSince(known: ConsumerSet): Promise<{ readonly set: ConsumerSet; readonly isComplete: boolean }> {
    const rows = await this.pool.run(readConsumers, { version: known.version });
    const set = known.with(
      Number(rows[0]?.version ?? 0),
      rows.flatMap((row) => (row.id === null ? [] : [consumerFrom({ ...row, id: row.id })])),
    );
    return { set, isComplete: set.size === Number(rows[0]?.total ?? 0) };
  }

  private async change(
    manager: EntityManager | undefined,
    work: (inside: EntityManager, revision: string) => Promise<void>,
  ): Promise<void> {
    const inside = async (transaction: EntityManager): Promise<void> => {
      const [rows] = await transaction.query<[{ version: string }[]]>(
        `UPDATE kanca.consumer_set SET version = version + 1 RETURNING version`,
      );
      await work(transaction, rows[0]?.version ?? '0');
      await transaction.query(`SELECT pg_notify($1, '')`, [CONSUMERS_CHANNEL]);
    };
    if (manager === undefined) await this.dataSource.transaction(inside);
    else await inside(manager);
  }
}

function consumerFrom(row: ConsumerRow & { readonly id: string }): Consumer {
  return {
    id: row.id,
    tenant: row.tenant,
    kind: row.kind,
    name: row.name,
    filters: row.filters,
    state: row.state,
    concurrency: row.concurrency,
    timeoutMs: row.timeout_ms,
    retry: row.retry,
    reply: row.reply,
    where: row.where,
    order: row.order,
    orderBy: row.order_by,
    onPoison: row.on_poison,
    rateLimit: row.rate_limit,
    pull: row.pull,
    settings: row.settings,
    revision: Number(row.revision),
  };
}
