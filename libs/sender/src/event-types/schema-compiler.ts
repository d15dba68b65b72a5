import { KancaError, type FieldProblem } from '@kanca/core';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonSchema } from './event-type.js';
import { linearPatterns } from './linear-patterns.js';
import { measureSchema } from './schema-limits.js';
import { problemsOfErrors } from './schema-problems.js';
import { Resting, TenantTime } from './tenant-time.js';
import { OutOfTime } from './within-time.js';

/**
 * What is wrong with some data, `field` as a path that begins with `data`; empty when nothing is.
 * The tenant is whose time it takes; null: the hub's own.
 */
export type DataCheck = (data: unknown, bytes: number, tenant?: string | null) => readonly FieldProblem[];

/** What a schema may be is bounded, so that only a busy machine takes longer for a good one. */
const COMPILE_MS = 500;
const CHECK_MS = 500;
/** So many schemas are compiled by one compiler, and so many characters of them. */
const MAX_USES = 200;
const MAX_LENGTH = 1024 * 1024;
/** Below so many checks nobody needs to look at the clock, which costs more than the checks do. */
const CHEAP = 4_000_000;
/** Data up to this size is told everything that is wrong with it; larger data the first thing. */
const MAX_BYTES_FOR_ALL = 16 * 1024;
export const TOO_LONG = 'takes too long to check against its schema: make the schema simpler, or the data smaller';

const DIALECTS = {
  'https://json-schema.org/draft/2020-12/schema': '2020-12',
  'http://json-schema.org/draft-07/schema': 'draft-07',
} as const;

const FORMATS = [
  'date', 'time', 'date-time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uri-reference', 'uuid', 'json-pointer', 'int32',
  'int64', 'float', 'double', 'byte',
] as const; // prettier-ignore

const OPTIONS: Options = {
  strict: false,
  // A name such as `constructor` is there only where the data has it itself.
  ownProperties: true,
  inlineRefs: false,
  messages: true,
  logger: false,
  unicodeRegExp: false,
  // 19.99 / 0.01 is 1998.9999999999998: a quotient that is within a millionth of an integer is one.
  multipleOfPrecision: 6,
  code: { regExp: linearPatterns },
};

interface Compiler {
  readonly ajv: Ajv;
  used: number;
  length: number;
}

/** Makes checks of JSON Schemas. The compilers are made when the first schema of their dialect comes. */
export class SchemaCompiler {
  private readonly compilers = new Map<string, Compiler>();
  private readonly compiling = new TenantTime(COMPILE_MS);
  private readonly checking = new TenantTime(CHECK_MS);
  private length = 0;

  /** Characters of all schemas that were compiled: a check that is kept may keep as much of those compiled beside it. */
  get compiledLength(): number {
    return this.length;
  }

  /**
   * @param tenant whose time it takes; null: the hub's own
   * @throws KancaError `invalid_request` naming each fault of the schema; `too_many_requests` when the tenant has to wait
   */
  compile(schema: JsonSchema, tenant: string | null = null): DataCheck {
    const { problems, costPerByte } = measureSchema(schema);
    if (problems.length > 0) throw refused(problems);
    const first = this.compileWith(schema, false, tenant);
    let all: ValidateFunction | undefined;
    return (data, bytes, publisher = null) => {
      const isCheap = costPerByte !== null && costPerByte * bytes < CHEAP;
      try {
        if (isCheap ? first(data) : this.checking.run(publisher, () => first(data))) return [];
        if (bytes > MAX_BYTES_FOR_ALL || !isCheap) return problemsOfErrors(first.errors ?? []);
      } catch (error) {
        if (error instanceof OutOfTime || error instanceof RangeError) return [{ field: 'data', problem: TOO_LONG }];
        throw error;
      }
      try {
        all ??= this.compileWith(schema, true, publisher);
        all(data);
        return problemsOfErrors(all.errors ?? []);
      } catch {
        // There is no time to find them all: the first is known.
        return problemsOfErrors(first.errors ?? []);
      }
    };
  }

  private compileWith(schema: JsonSchema, allErrors: boolean, tenant: string | null): ValidateFunction {
    const compiler = this.compilerOf(schema, allErrors);
    const compiled = namelessOf(schema);
    try {
      return this.compiling.run(tenant, () => compiler.compile(compiled));
    } catch (error) {
      if (error instanceof Resting)
        throw new KancaError(
          'too_many_requests',
          `Reading the schemas of ${String(tenant)} took too long: it goes on in ${String(error.retryAfterSeconds)} seconds. Make them simpler.`,
          { cause: error, retryAfterSeconds: error.retryAfterSeconds },
        );
      throw refused(problemsOf(error, compiler));
    } finally {
      // The compiler remembers every schema it has seen.
      compiler.removeSchema(compiled);
    }
  }

  private compilerOf(schema: JsonSchema, allErrors: boolean): Ajv {
    const { length } = JSON.stringify(schema);
    this.length += length;
    const dialect = dialectOf(schema);
    const name = `${dialect} ${String(allErrors)}`;
    const known = this.compilers.get(name);
    // The compiler keeps a part of every schema that it has compiled, also after the schema was removed from it.
    if (known !== undefined && known.used++ < MAX_USES && (known.length += length) < MAX_LENGTH) return known.ajv;
    const options = { ...OPTIONS, allErrors };
    const ajv = dialect === '2020-12' ? new Ajv2020(options) : new Ajv(options);
    // What schemas are held against is compiled with the first of them, on nobody's time.
    void ajv.validateSchema({});
    formats.default(ajv, [...FORMATS]);
    this.compilers.set(name, { ajv, used: 1, length });
    return ajv;
  }
}

/** Without its name, so that two schemas of one name can be known at once; `true` and `false` as the schemas that they stand for. */
function namelessOf(schema: JsonSchema): Exclude<JsonSchema, boolean> {
  if (typeof schema === 'boolean') return schema ? {} : { not: {} };
  const { $id: _id, ...nameless } = schema;
  return nameless;
}

function dialectOf(schema: JsonSchema): '2020-12' | 'draft-07' {
  const named = typeof schema === 'boolean' ? undefined : schema['$schema'];
  if (named === undefined) return '2020-12';
  const [, dialect] = Object.entries(DIALECTS).find(([uri]) => named === uri || named === `${uri}#`) ?? [];
  if (dialect !== undefined) return dialect;
  throw refused([{ field: 'schema.$schema', problem: `is not known: use ${Object.keys(DIALECTS).join(' or ')}` }]);
}

function refused(problems: readonly FieldProblem[]): KancaError {
  return new KancaError(
    'invalid_request',
    `${problems.map(({ field, problem }) => `${field} ${problem}`).join('; ')}.`,
    {
      problems,
    },
  );
}

function problemsOf(error: unknown, { errors }: Ajv): readonly FieldProblem[] {
  if (error instanceof OutOfTime) return [{ field: 'schema', problem: 'is too complicated to be read' }];
  const message = error instanceof Error ? error.message : String(error);
  // It was held against the schema of schemas, which told where it does not fit.
  if (message.startsWith('schema is invalid'))
    return problemsOfErrors(errors ?? []).map(({ field, problem }) => ({
      field: field.replace(/^data/, 'schema'),
      problem: `is no JSON Schema: ${problem}`,
    }));
  const said = message.replace(/^error parsing regexp: /, 'has a pattern that is not known: ');
  return [{ field: 'schema', problem: said.slice(0, 300) }];
}
