import { KancaError, type FieldProblem } from '@kanca/core';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { RE2JS } from 're2js';
import type { JsonSchema } from './event-type.js';
import { measureSchema } from './schema-limits.js';
import { problemsOfErrors } from './schema-problems.js';
import { OutOfTime, WithinTime } from './within-time.js';

/** What is wrong with some data, `field` as a path that begins with `data`; empty when nothing is. */
export type DataCheck = (data: unknown, bytes: number) => readonly FieldProblem[];

/** A busy machine must not make a good schema or good data look bad. */
const COMPILE_MS = 3_000;
const CHECK_MS = 500;
/** So many schemas are compiled by one compiler. */
const MAX_USES = 200;
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

/**
 * Patterns come from users: these take time that is linear in the text, whatever the pattern. The compiler tells them from each other by
 * their text.
 */
const linearPatterns = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return { test: (text: string) => compiled.matcher(text).find(), toString: () => `linear:${pattern}` };
  },
  { code: 'linearPatterns' },
);

const OPTIONS: Options = {
  strict: false,
  // A name such as `constructor` is there only where the data has it itself.
  ownProperties: true,
  inlineRefs: false,
  messages: true,
  logger: false,
  unicodeRegExp: false,
  code: { regExp: linearPatterns },
};

/** Makes checks of JSON Schemas. The compilers are made when the first schema of their dialect comes. */
export class SchemaCompiler {
  private readonly compilers = new Map<string, { readonly ajv: Ajv; used: number }>();
  private readonly compiling = new WithinTime(COMPILE_MS);
  private readonly checking = new WithinTime(CHECK_MS);

  /** @throws KancaError `invalid_request` naming what is wrong with the schema */
  compile(schema: JsonSchema): DataCheck {
    const { problems, costPerByte } = measureSchema(schema);
    if (problems.length > 0) throw refused(problems);
    const first = this.compileWith(schema, false);
    let all: ValidateFunction | undefined;
    return (data, bytes) => {
      const isCheap = costPerByte !== null && costPerByte * bytes < CHEAP;
      const checked = (validate: ValidateFunction): boolean =>
        isCheap ? validate(data) : this.checking.run(() => validate(data));
      try {
        if (checked(first)) return [];
        if (bytes > MAX_BYTES_FOR_ALL || !isCheap) return problemsOfErrors(first.errors ?? []);
        all ??= this.compileWith(schema, true);
        checked(all);
        return problemsOfErrors(all.errors ?? []);
      } catch (error) {
        if (error instanceof OutOfTime || error instanceof RangeError) return [{ field: 'data', problem: TOO_LONG }];
        throw error;
      }
    };
  }

  private compileWith(schema: JsonSchema, allErrors: boolean): ValidateFunction {
    const compiler = this.compilerOf(schema, allErrors);
    // Without its name, so that two schemas of one name can be known at once.
    const { $id: _id, ...nameless } = typeof schema === 'boolean' ? {} : schema;
    const compiled = typeof schema === 'boolean' ? schema : nameless;
    try {
      return this.compiling.run(() => compiler.compile(compiled));
    } catch (error) {
      const said = error instanceof OutOfTime ? 'is too complicated to be read' : messageOf(error);
      throw refused([{ field: 'schema', problem: said.slice(0, 300) }]);
    } finally {
      // The compiler remembers every schema it has seen.
      compiler.removeSchema(compiled);
    }
  }

  private compilerOf(schema: JsonSchema, allErrors: boolean): Ajv {
    const dialect = dialectOf(schema);
    const name = `${dialect} ${String(allErrors)}`;
    const known = this.compilers.get(name);
    // It keeps a part of every schema that it has compiled, whatever is removed from it.
    if (known !== undefined && known.used++ < MAX_USES) return known.ajv;
    const options = { ...OPTIONS, allErrors };
    const ajv = dialect === '2020-12' ? new Ajv2020(options) : new Ajv(options);
    // What schemas are held against is compiled with the first of them, on nobody's time.
    void ajv.validateSchema({});
    formats.default(ajv, [...FORMATS]);
    this.compilers.set(name, { ajv, used: 1 });
    return ajv;
  }
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

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^schema is invalid: data(?=[/ ])/, 'is no JSON Schema:')
    .replace(/^error parsing regexp: /, 'has a pattern that is not known: ');
}
