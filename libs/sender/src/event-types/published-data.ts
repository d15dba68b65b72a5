import { Clock, KancaError, Observer, withPlainNumbers, writeExactJson, type FieldProblem } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { SenderSettings } from '../settings/sender-settings.js';
import type { JsonSchema } from './event-type.js';
import type { EventTypeEntity } from './event-type.entity.js';
import { EventTypeMemory } from './event-type-memory.js';
import { SchemaCompiler, TOO_LONG, type DataCheck } from './schema-compiler.js';

/** An event that somebody wants to publish. */
export interface DataToCheck {
  readonly tenant: string;
  readonly type: string;
  readonly data: unknown;
  /** Where it stands in the request, with a dot at its end: `events.3.`; empty for the only one. */
  readonly place: string;
}

/** What the publisher of an event is told although it is stored. */
export interface DataRemark {
  /** Of the event's type, when that is deprecated. */
  readonly warnings: readonly string[];
}

interface Compiled {
  /** The row that it was last asked for: the next one may be the same again, or another. */
  row: EventTypeEntity;
  readonly text: string;
  readonly check: DataCheck;
}

const MAX_COMPILED = 1_000;
/** When so many characters of schemas were compiled since, those that are kept are forgotten: each may keep others that are not in use. */
const MAX_COMPILED_LENGTH = 16 * 1024 * 1024;
/** All schemas and checks of one request together; the process does nothing else meanwhile. */
const REQUEST_MS = 1_000;
const NOTED_EVERY_MS = 60_000;

/** Checks published data against the schema of its event type. */
@Injectable()
export class PublishedData {
  private readonly compiled = new Map<string, Compiled>();
  private readonly notedAt = new Map<string, number>();
  private forgottenAt = 0;

  constructor(
    private readonly memory: EventTypeMemory,
    private readonly compiler: SchemaCompiler,
    private readonly settings: SenderSettings,
    private readonly clock: Clock,
    private readonly observer: Observer,
  ) {}

  /**
   * Looks at events before the first of them is stored.
   * @returns for each of them, in their order, what its publisher is told
   * @throws KancaError `invalid_request` naming every place at which the data of an event type that rejects does not fit
   */
  async check(events: readonly DataToCheck[]): Promise<readonly DataRemark[]> {
    const types = await this.typesOf(events);
    const refused: FieldProblem[] = [];
    const until = this.clock.now() + REQUEST_MS;
    const remarks = events.map((event, index): DataRemark => {
      const type = types[index] ?? null;
      if (type === null) return { warnings: [] };
      const validation = type.validation ?? this.settings.eventValidation;
      const problems = validation === 'off' ? [] : this.problemsOf(event, type, until);
      if (validation === 'reject')
        refused.push(...problems.map(({ field, problem }) => ({ field: `${event.place}${field}`, problem })));
      else if (problems.length > 0) this.note(event, problems);
      return {
        warnings: [
          ...(type.deprecated ? [`The event type ${type.name} is deprecated.`] : []),
          ...problems.map(sentenceOf),
        ],
      };
    });
    if (refused.length > 0)
      throw new KancaError('invalid_request', refused.map(sentenceOf).join('; '), { problems: refused });
    return remarks;
  }

  /** A thousand events of one type ask once. */
  private typesOf(events: readonly DataToCheck[]): Promise<readonly (EventTypeEntity | null)[]> {
    const asked = new Map<string, Promise<EventTypeEntity | null>>();
    const found = events.map(({ tenant, type }) => {
      const key = `${tenant}\n${type}`;
      const row = asked.get(key) ?? this.memory.find(tenant, type);
      asked.set(key, row);
      return row;
    });
    return Promise.all(found);
  }

  private problemsOf({ tenant, data }: DataToCheck, type: EventTypeEntity, until: number): readonly FieldProblem[] {
    if (type.schema === null) return [];
    // The publisher refuses it.
    if (data === undefined) return [];
    const text = writeExactJson(data);
    if (this.clock.now() >= until) return [{ field: 'data', problem: TOO_LONG }];
    try {
      return this.compiledOf(type, type.schema.value, tenant).check(withPlainNumbers(data), text.length, tenant);
    } catch (error) {
      if (!(error instanceof KancaError)) throw error;
      // The schema was read when it was put there, and cannot be now: its publisher is told, as of data that does not fit.
      const isLate = error.code === 'too_many_requests';
      return [{ field: 'data', problem: isLate ? TOO_LONG : `cannot be checked: ${error.message}` }];
    }
  }

  /** @param tenant whose time it takes */
  private compiledOf(row: EventTypeEntity, schema: JsonSchema, tenant: string): Compiled {
    if (this.compiler.compiledLength - this.forgottenAt > MAX_COMPILED_LENGTH) {
      this.compiled.clear();
      this.forgottenAt = this.compiler.compiledLength;
    }
    const key = `${row.tenant}\n${row.name}`;
    const known = this.compiled.get(key);
    if (known?.row === row) return known;
    const text = JSON.stringify(schema);
    if (known?.text === text) {
      known.row = row;
      return known;
    }
    const compiled: Compiled = { row, text, check: this.compiler.compile(schema, tenant) };
    if (this.compiled.size >= MAX_COMPILED) this.compiled.clear();
    this.compiled.set(key, compiled);
    return compiled;
  }

  /** Once a minute for each type: the publisher of a million events is told with each, the log need not be. */
  private note({ tenant, type }: DataToCheck, problems: readonly FieldProblem[]): void {
    const key = `${tenant}\n${type}`;
    const now = this.clock.now();
    if ((this.notedAt.get(key) ?? 0) + NOTED_EVERY_MS > now) return;
    if (this.notedAt.size >= MAX_COMPILED) this.notedAt.clear();
    this.notedAt.set(key, now);
    const fields = { tenant, type, problems: problems.slice(0, 5).map(sentenceOf) };
    this.observer.noted('an event was published whose data does not fit the schema of its type', fields, 'warn');
  }
}

function sentenceOf({ field, problem }: FieldProblem): string {
  return `${field}: ${problem}`;
}
