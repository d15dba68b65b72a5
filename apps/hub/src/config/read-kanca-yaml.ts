import { isObject } from '@kanca/core';
import { readFileSync } from 'node:fs';
import { isMap, isPair, isScalar, isSeq, parseDocument, visit, type Document, type Node, type Pair } from 'yaml';
import type { ConfigProblem } from './config-problem.js';

type Env = Readonly<Record<string, string | undefined>>;

const DEFAULT_FILE = 'kanca.yaml';
/** `${NAME}`, or `$${` for the two characters themselves. */
const VARIABLE = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
const WHOLE_VARIABLE = /^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/;

export interface ConfigFile {
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Paths of the values that are nothing but a variable: `kanca.yaml: subscriptions.0.concurrency`. */
  readonly fromVariables: ReadonlySet<string>;
  readonly problems: readonly ConfigProblem[];
}

/** Reads `kanca.yaml` (or the file that `KANCA_CONFIG` names) and puts the environment in for `${NAME}`. */
export function readConfigFile(env: Env): ConfigFile {
  const name = env['KANCA_CONFIG'] ?? DEFAULT_FILE;
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    // Nobody asked for the default file, so it may be missing.
    if (env['KANCA_CONFIG'] === undefined) return { name, content: {}, fromVariables: new Set(), problems: [] };
    return failed(name, `a file that can be read (${error instanceof Error ? error.message : String(error)})`);
  }
  try {
    const document = parseDocument(text);
    const [error] = document.errors;
    if (error !== undefined) throw error;
    const parsed: unknown = document.toJS() ?? {};
    if (!isObject(parsed)) return failed(name, 'names with values at the top of the file');
    const problems: ConfigProblem[] = problemsOfTags(document, name);
    const fromVariables = new Set<string>();
    const content = Object.fromEntries(
      Object.entries(parsed).map(([key, value]) => {
        const path = ['sources', 'subscriptions', 'eventTypes', 'retry'].includes(key)
          ? `${name}: ${key}`
          : `${name}.${key}`;
        return [key, expand(value, path, env, problems, fromVariables)];
      }),
    );
    return { name, content, fromVariables, problems };
  } catch (error) {
    return failed(name, `YAML (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)})`);
  }
}

function expand(
  value: unknown,
  path: string,
  env: Env,
  problems: ConfigProblem[],
  fromVariables: Set<string>,
): unknown {
  if (Array.isArray(value))
    return value.map((item, index) => expand(item, `${path}.${String(index)}`, env, problems, fromVariables));
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, expand(inner, `${path}.${key}`, env, problems, fromVariables)]),
    );
  if (typeof value !== 'string') return value;
  if (WHOLE_VARIABLE.test(value)) fromVariables.add(path);
  return value.replace(VARIABLE, (whole, name: string | undefined) => {
    if (name === undefined) return '${';
    const given = env[name];
    if (given !== undefined) return given;
    problems.push({
      name: path,
      value: whole,
      expected: `the variable ${name} to be set ($\${ is $ and { themselves)`,
      example: `${name}=…`,
    });
    return '';
  });
}

/** A word that begins with `!` is a tag for YAML, which would leave an empty text in its place. */
function problemsOfTags(document: Document.Parsed, name: string): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  visit(document, {
    Node(_key, node, path) {
      const { tag } = node;
      if (!tag?.startsWith('!')) return;
      problems.push({
        name: `${name}: ${placeOf([...path, node])}`,
        value: tag,
        expected: 'a text in quotes: YAML takes a word that begins with ! for a tag',
        example: `'${tag}'`,
      });
    },
  });
  return problems;
}

/** `subscriptions.0 (billing).filters.1`: entries that have a key are told by it, too. */
function placeOf(steps: readonly (Document | Node | Pair)[]): string {
  return steps
    .flatMap((step, index) => {
      const next = steps[index + 1];
      if (isPair(step)) return [isScalar(step.key) ? String(step.key.value) : '?'];
      if (!isSeq(step) || next === undefined) return [];
      const key: unknown = isMap(next) ? next.get('key') : undefined;
      return [`${String(step.items.indexOf(next))}${typeof key === 'string' ? ` (${key})` : ''}`];
    })
    .join('.');
}

function failed(name: string, expected: string): ConfigFile {
  return {
    name,
    content: {},
    fromVariables: new Set(),
    problems: [{ name, value: name, expected, example: 'port: 3000' }],
  };
}
