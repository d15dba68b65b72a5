import { Clock, KancaError } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { EVERY_TENANT } from './event-type.js';
import { EventTypeEntity } from './event-type.entity.js';

const CHANNEL = 'kanca_event_types';
const MAX_REMEMBERED = 10_000;
/** Characters of their schemas and examples. */
const MAX_LENGTH = 32 * 1024 * 1024;
/** Should a notification be lost: nothing is believed for longer. */
const REMEMBER_MS = 5_000;

/** All that ask wait for one answer: a connection that died without a word must not hold them. */
const READ_MS = 3_000;

interface Remembered {
  readonly row: EventTypeEntity | null;
  readonly until: number;
}

/**
 * The event types as they are now, for those who ask for one with every event: remembered until any of them changes, in whichever process.
 * That there is none is remembered, too.
 */
@Injectable()
export class EventTypeMemory implements OnModuleInit, OnModuleDestroy {
  private readonly remembered = new Map<string, Remembered>();
  private readonly reading = new Map<string, Promise<EventTypeEntity | null>>();
  private length = 0;
  private age = 0;
  private stop: (() => Promise<void>) | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly pool: SqlPool,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const forget = (): void => {
      this.forget();
    };
    this.stop = this.pool.listen(CHANNEL, forget, forget);
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop?.();
  }

  /** The tenant's own of that name, else the one of every tenant, else null. */
  async find(tenant: string, name: string): Promise<EventTypeEntity | null> {
    const key = `${tenant}\n${name}`;
    const known = this.remembered.get(key);
    if (known !== undefined && known.until > this.clock.now()) return known.row;
    // Every attempt that fails asks: a thousand at one moment would take every connection of the pool.
    const underWay = this.reading.get(key);
    if (underWay !== undefined) return underWay;
    const reading = withinMs(READ_MS, this.read(key, tenant, name)).finally(() => {
      if (this.reading.get(key) === reading) this.reading.delete(key);
    });
    this.reading.set(key, reading);
    return reading;
  }

  private async read(key: string, tenant: string, name: string): Promise<EventTypeEntity | null> {
    const { age } = this;
    const rows = await this.dataSource
      .getRepository(EventTypeEntity)
      .findBy({ tenant: In([tenant, EVERY_TENANT]), name });
    const row = rows.find((one) => one.tenant === tenant) ?? rows[0] ?? null;
    // What was read while something changed may be what it was before.
    if (age === this.age) this.remember(key, row);
    return row;
  }

  /** To be called after a change was committed. */
  async changed(): Promise<void> {
    this.forget();
    await this.dataSource.query(`SELECT pg_notify('${CHANNEL}', '')`);
  }

  private remember(key: string, row: EventTypeEntity | null): void {
    const more = row === null ? 0 : JSON.stringify([row.schema, row.example]).length;
    if (this.remembered.size >= MAX_REMEMBERED || this.length + more > MAX_LENGTH) this.empty();
    this.length += more;
    this.remembered.set(key, { row, until: this.clock.now() + REMEMBER_MS });
  }

  private forget(): void {
    this.age++;
    // Who asks from now on must not get what was read before the change.
    this.reading.clear();
    this.empty();
  }

  private empty(): void {
    this.length = 0;
    this.remembered.clear();
  }
}

async function withinMs<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new KancaError('unavailable', 'The database does not answer: try again.', { retryAfterSeconds: 5 }));
    }, ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
