import type { ParameterType } from './parameter-types.js';
import { splitParameters, type Piece } from './split-parameters.js';

/** The text with `$1`, `$2` and so on, and the values in that order, as they are sent to PostgreSQL. */
export interface Query {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A prepared statement with named parameters. The name belongs to one text for ever: connections remember it. */
export interface Statement<Parameters = never, Row extends object = object> {
  readonly name: string;
  /** As PostgreSQL gets it, with `$1`. */
  readonly text: string;
  readonly bind: (parameters: Parameters) => Query;
  /** The type of its rows; there is no such value. */
  readonly row?: Row;
}

/** The parameters that a statement is given. */
export type ParametersOf<Given> = Given extends Statement<infer Parameters> ? Parameters : never;

/** Runs statements: on any connection (`SqlPool`), or on the one of a transaction. */
export interface SqlRunner {
  /** @returns the rows, with column names as they are in the statement */
  run<Parameters, Row extends object>(
    statement: Statement<Parameters, Row>,
    parameters: NoInfer<Parameters>,
  ): Promise<Row[]>;
}

type Types = Readonly<Record<string, ParameterType<unknown>>>;

type ValuesOf<Given extends Types> = [Given[keyof Given]] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [Name in keyof Given]: Given[Name] extends ParameterType<infer Value> ? Value : never };

interface Definition<Given extends Types> {
  readonly name: string;
  /** The type of each `:name` in the text. */
  readonly params?: Given;
  readonly text: string;
}

/**
 * Describes a statement once: its parameters by name, and the type of its rows. Each `:name` of the text becomes `$1::type`; a cast
 * (`::`), what stands in quotes and what stands in a comment is left as it is. A parameter may be mentioned more than once.
 * @throws TypeError at once, when the module loads: for a name in the text that `params` lacks, one of `params` that the text lacks,
 *   and a parameter that is written by its position
 * @example
 * const countEvents = statement<{ count: number }>()({
 *   name: 'count-events',
 *   params: { tenant: text },
 *   text: 'SELECT count(*)::int AS count FROM events WHERE tenant = :tenant',
 * });
 * const [row] = await pool.run(countEvents, { tenant: 'default' });
 */
export function statement<Row extends object = object>(): <Given extends Types = Readonly<Record<string, never>>>(
  definition: Definition<Given>,
) => Statement<ValuesOf<Given>, Row>;
export function statement(): (definition: Definition<Types>) => Statement<Readonly<Record<string, unknown>>> {
  return compile;
}

function compile({ name, params = {}, text }: Definition<Types>): Statement<Readonly<Record<string, unknown>>> {
  const bound: { readonly parameter: string; readonly type: ParameterType<unknown> }[] = [];
  const compiled = piecesOf(name, text).map((piece) => {
    if ('sql' in piece) return piece.sql;
    const { parameter } = piece;
    const type = Object.hasOwn(params, parameter) ? params[parameter] : undefined;
    if (type === undefined)
      throw new TypeError(`Statement ${name}: :${parameter} stands in the text and not in params.`);
    const place = bound.findIndex((one) => one.parameter === parameter);
    if (place < 0) bound.push({ parameter, type });
    return `$${String(place < 0 ? bound.length : place + 1)}::${type.sql}`;
  });
  const unused = Object.keys(params).find((parameter) => bound.every((one) => one.parameter !== parameter));
  if (unused !== undefined)
    throw new TypeError(`Statement ${name}: ${unused} stands in params, and :${unused} not in the text.`);
  const query = { name, text: compiled.join('') };
  return {
    ...query,
    bind: (values) => ({ ...query, values: bound.map(({ parameter, type }) => type.encode(values[parameter])) }),
  };
}

function piecesOf(name: string, text: string): readonly Piece[] {
  try {
    return splitParameters(text);
  } catch (error) {
    throw new TypeError(`Statement ${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
