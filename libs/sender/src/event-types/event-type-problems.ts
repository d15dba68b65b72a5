import { assertRetryPolicy, isOperational, KancaError, type FieldProblem } from '@kanca/core';
import type { EventTypeInput } from './event-type.js';
import type { SchemaCompiler } from './schema-compiler.js';

const NAME = /^[A-Za-z0-9_:/-]+(\.[A-Za-z0-9_:/-]+)*$/;
const MAX_NAME_LENGTH = 256;
const MAX_EXAMPLE_BYTES = 64 * 1024;

/**
 * What is wrong with an event type; empty when nothing is. The example is held against the schema.
 * @param tenant whose time it takes to look at the schema; null: the hub's own
 * @throws KancaError `too_many_requests` when the tenant has to wait
 */
export function eventTypeProblems(
  name: string,
  { schema, example, retry }: EventTypeInput,
  compiler: SchemaCompiler,
  tenant: string | null = null,
): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!NAME.test(name) || name.length > MAX_NAME_LENGTH)
    problems.push({ field: 'name', problem: 'has to be dotted words, for example invoice.paid' });
  if (isOperational(name))
    problems.push({ field: 'name', problem: 'begins with kanca., which is for what Kanca tells of itself' });
  if (retry !== undefined) problems.push(...problemsOf(() => assertRetryPolicy(retry)));
  const bytes = example === undefined ? 0 : Buffer.byteLength(JSON.stringify(example));
  if (bytes > MAX_EXAMPLE_BYTES)
    problems.push({ field: 'example', problem: `is larger than ${String(MAX_EXAMPLE_BYTES)} bytes` });
  if (schema !== undefined)
    problems.push(
      ...problemsOf(() => {
        const check = compiler.compile(schema, tenant);
        if (example === undefined || bytes > MAX_EXAMPLE_BYTES) return;
        const wrong = check(example, bytes, tenant);
        for (const { field, problem } of wrong)
          problems.push({ field: field.replace(/^data/, 'example'), problem: `does not fit the schema: ${problem}` });
      }),
    );
  return problems;
}

function problemsOf(work: () => void): readonly FieldProblem[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof KancaError && error.problems !== undefined) return error.problems;
    throw error;
  }
}
