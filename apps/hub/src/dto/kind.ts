/** JSON Schema, as the OpenAPI document has it. */
export type Json = Record<string, unknown>;

/** One thing that is wrong with a value: where below it, and the rest of a sentence that begins with the place. */
export interface Fault {
  readonly path: readonly string[];
  readonly problem: string;
}

/** Collects the schemas that have a name while others are written. */
export interface SchemaWriter {
  /** `input` for a request, in which fields with a default may be left out; `output` for an answer. */
  readonly io: 'input' | 'output';
  /**
   * A reference to the schema of that name, which is made at its first use.
   * @param owner the class or the kind that has the name: two with one name are a mistake
   * @throws Error when another owner has the name already
   */
  named(name: string, owner: object, make: () => Json): Json;
}

/** A sort of value: what fits, how the OpenAPI document shows it, and what code gets. */
export interface Kind {
  /** None when the value fits. `undefined` is a field that was left out. */
  faults(value: unknown): readonly Fault[];
  schema(writer: SchemaWriter): Json;
  /** The value for code, of one without faults: a `Date` of its text. The same where it is missing. */
  read?(value: unknown): unknown;
  /** Reads a number or a boolean from the text of a URL or a variable; undefined when the text is neither. */
  ofText?(text: string): unknown;
}

/** A fault of the value itself. */
export function fault(problem: string): readonly Fault[] {
  return [{ path: [], problem }];
}

/** The fault of a value of another type. */
export function notA(name: string, value: unknown): readonly Fault[] {
  return fault(value === undefined ? `is missing: it has to be ${name}` : `has to be ${name}`);
}

/** The faults of a part, told from the whole. */
export function below(step: string, faults: readonly Fault[]): readonly Fault[] {
  return faults.map(({ path, problem }) => ({ path: [step, ...path], problem }));
}

/** `a, b or c` */
export function anyOf(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last}` : last;
}
