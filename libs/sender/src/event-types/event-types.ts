import { Clock, KancaError, nextVersion, type FieldProblem } from '@kanca/core';
import type { Page, PageRequest } from '@kanca/dispatch/operator';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { EVERY_TENANT, type EventType, type EventTypeInput } from './event-type.js';
import { EventTypeEntity, eventTypeView } from './event-type.entity.js';
import { EventTypeMemory } from './event-type-memory.js';
import { eventTypeProblems } from './event-type-problems.js';
import { breakingChanges, type BreakingChange } from './schema-compatibility.js';
import { SchemaCompiler } from './schema-compiler.js';

const MAX_TYPES_PER_TENANT = 5_000;

/** How an event type is put. */
export interface PutOptions {
  /** Changes the schema although somebody may trip over it. */
  readonly force?: boolean;
  /** It comes from the hub's own file: however many of them there are, none has to wait. */
  readonly isReviewed?: boolean;
  /** When it was changed last, as far as its editor knows: with another one it is refused. */
  readonly expected?: Date | undefined;
}

/** An event type after it was put, and how its schema breaks with the one before. */
export interface PutEventType {
  readonly eventType: EventType;
  readonly isNew: boolean;
  /** What the change breaks, when it was forced. */
  readonly breaking: readonly BreakingChange[];
}

/** The catalogue of events that are published here: their types, and the shape of their data. */
@Injectable()
export class EventTypes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly memory: EventTypeMemory,
    private readonly compiler: SchemaCompiler,
    private readonly clock: Clock,
  ) {}

  /** Those of the tenant and those of every tenant, by name. @param tenant `*`: all there are */
  async list(tenant: string, page: PageRequest): Promise<Page<EventType>> {
    const find = this.dataSource.getRepository(EventTypeEntity).createQueryBuilder('t');
    if (tenant !== EVERY_TENANT) find.andWhere('t.tenant IN (:tenant, :every)', { tenant, every: EVERY_TENANT });
    const after = placeAfter(page.cursor);
    if (after !== null) find.andWhere('(t.name, t.tenant) > (:name, :owner)', after);
    const rows = await find
      .orderBy('t.name')
      .addOrderBy('t.tenant')
      .take(page.limit + 1)
      .getMany();
    const shown = rows.slice(0, page.limit);
    const last = shown.at(-1);
    return {
      data: shown.map(eventTypeView),
      nextCursor: rows.length > page.limit && last !== undefined ? cursorOf(last) : null,
    };
  }

  /**
   * The tenant's own, else the one of every tenant.
   * @throws KancaError `not_found`
   */
  async get(tenant: string, name: string): Promise<EventType> {
    const row = await this.memory.find(tenant, name);
    if (row === null) throw missing(name);
    return eventTypeView(row);
  }

  /** @throws KancaError `invalid_request`; `conflict` when there is one of that name; `too_many_requests` when its schemas took too long */
  async create(tenant: string, name: string, input: EventTypeInput): Promise<EventType> {
    this.check(name, input, tenant);
    const row = await this.dataSource.transaction(async (manager) => {
      if ((await this.locked(manager, tenant, name)) !== null)
        throw new KancaError('conflict', `The event type ${name} is there already: change it with PUT.`);
      return this.save(manager, rowOf(tenant, name, input, this.now(), null));
    });
    await this.memory.changed();
    return eventTypeView(row);
  }

  /**
   * Replaces the event type by the given one; members that are left out are not kept.
   * @throws KancaError `invalid_request`; `conflict` with a list of everything that a change of the schema breaks, unless it is forced;
   * `too_many_requests` when the tenant's schemas took too long to read
   */
  async put(tenant: string, name: string, input: EventTypeInput, options: PutOptions = {}): Promise<PutEventType> {
    this.check(name, input, options.isReviewed === true ? null : tenant);
    const put = await this.dataSource.transaction(async (manager) => {
      const before = await this.locked(manager, tenant, name);
      if (before === null && options.expected !== undefined) throw missing(name);
      const now = before === null ? this.now() : nextVersion(before.updatedAt, this.now().getTime(), options.expected);
      const row = rowOf(tenant, name, input, now, before);
      const breaking = breakingChanges(before?.schema?.value ?? null, row.schema?.value ?? null);
      if (breaking.length > 0 && options.force !== true) throw breaks(name, breaking);
      return { eventType: eventTypeView(await this.save(manager, row)), isNew: before === null, breaking };
    });
    await this.memory.changed();
    return put;
  }

  /** Forgets the event type. Events of it can be published as before, and nobody looks at their data. @throws KancaError `not_found` */
  async remove(tenant: string, name: string, expected?: Date): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const before = await this.locked(manager, tenant, name);
      if (before === null) throw missing(name);
      nextVersion(before.updatedAt, this.now().getTime(), expected);
      await manager.delete(EventTypeEntity, { tenant, name });
    });
    await this.memory.changed();
  }

  private check(name: string, input: EventTypeInput, tenant: string | null): void {
    const problems = eventTypeProblems(name, input, this.compiler, tenant);
    if (problems.length > 0) throw new KancaError('invalid_request', sentenceOf(problems), { problems });
  }

  /** Two who make the same one at once come one after the other. */
  private async locked(manager: EntityManager, tenant: string, name: string): Promise<EventTypeEntity | null> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1763800000018))', [tenant]);
    return manager.findOneBy(EventTypeEntity, { tenant, name });
  }

  private async save(manager: EntityManager, row: EventTypeEntity): Promise<EventTypeEntity> {
    const { tenant, name } = row;
    const isNew = !(await manager.existsBy(EventTypeEntity, { tenant, name }));
    if (isNew && (await manager.countBy(EventTypeEntity, { tenant })) >= MAX_TYPES_PER_TENANT)
      throw new KancaError(
        'conflict',
        `The tenant has ${String(MAX_TYPES_PER_TENANT)} event types, and may not have more.`,
      );
    await manager.upsert(EventTypeEntity, row as never, ['tenant', 'name']);
    return row;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

function rowOf(
  tenant: string,
  name: string,
  input: EventTypeInput,
  now: Date,
  before: EventTypeEntity | null,
): EventTypeEntity {
  return {
    tenant,
    name,
    description: input.description ?? null,
    schema: input.schema === undefined ? null : { value: input.schema },
    example: input.example === undefined ? null : { value: input.example },
    deprecated: input.deprecated ?? false,
    validation: input.validation ?? null,
    retry: input.retry ?? null,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

function breaks(name: string, changes: readonly BreakingChange[]): KancaError {
  const problems = changes.map(({ field, problem, breaks }) => ({
    field,
    problem: `${problem} (${breaks === 'both' ? 'subscribers and publishers' : breaks} may trip over it)`,
  }));
  return new KancaError(
    'conflict',
    `The schema of ${name} would break somebody: ${sentenceOf(problems)} Publish it as a new event type, or repeat the call with ?force=true.`,
    { problems },
  );
}

function sentenceOf(problems: readonly FieldProblem[]): string {
  return `${problems.map(({ field, problem }) => `${field} ${problem}`).join('; ')}.`;
}

function missing(name: string): KancaError {
  return new KancaError(
    'not_found',
    `No event type has the name ${JSON.stringify(name.slice(0, 256))}: list them with GET /api/v1/event-types.`,
  );
}

function cursorOf({ name, tenant }: EventTypeEntity): string {
  return Buffer.from(JSON.stringify([name, tenant])).toString('base64url');
}

function placeAfter(cursor: string | undefined): { name: string; owner: string } | null {
  if (cursor === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [name, owner] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
    if (typeof name === 'string' && typeof owner === 'string') return { name, owner };
  } catch {
    // What cannot be read is told below.
  }
  throw new KancaError('invalid_request', 'cursor: expected the nextCursor of the page before.', {
    problems: [{ field: 'cursor', problem: 'is not the nextCursor of a page' }],
  });
}
