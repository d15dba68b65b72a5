import { isObject, type FieldProblem, type RetryPolicy } from '@kanca/core';
import { retryPolicy } from '../api/fields/retry.js';
import { checkDto } from '../dto/check-dto.js';
import { fieldsOf, type DtoClass } from '../dto/field.js';
import { SourceEntry, SubscriptionEntry } from './file-entries.dto.js';
import { checkedSource } from './file-source-settings.js';
import { maskedValue, type ConfigProblem } from './config-problem.js';
import type { ConfiguredSource, ConfiguredSubscription, HubConfig } from './hub-config.js';
import type { ConfigFile } from './read-kanca-yaml.js';

/** Names that hold a provider's primary secret, instead of `secrets`. */
const PRIMARY_SECRETS = ['secret', 'signingSecret', 'authToken', 'webhookSecret', 'key', 'apiSecret', 'token'];

/** A number, or true or false, as they stand in a variable. */
const PLAIN = /^(?:-?\d+(?:\.\d+)?|true|false)$/;

const NONE: ReadonlySet<string> = new Set();

type Edges = Pick<HubConfig, 'sources' | 'subscriptions' | 'retry'>;

/** The sources, the subscriptions and the retry policy of the file. */
export function configuredEdges(
  { name, content, fromVariables }: ConfigFile,
  mayBringMore: boolean,
  problems: ConfigProblem[],
): Edges {
  return {
    sources: entriesOf(content['sources'], `${name}: sources`, SourceEntry, problems).map(({ path, entry }) =>
      checkedSource({ path, source: sourceFrom(entry) }, mayBringMore, problems),
    ),
    subscriptions: listOf(
      content['subscriptions'],
      `${name}: subscriptions`,
      SubscriptionEntry,
      problems,
      fromVariables,
    ) satisfies readonly ConfiguredSubscription[],
    retry: content['retry'] === undefined ? null : retryFrom(content['retry'], `${name}: retry`, problems),
  };
}

function retryFrom(value: unknown, path: string, problems: ConfigProblem[]): RetryPolicy | null {
  const faults = retryPolicy.faults(value);
  report(
    faults.map((one) => ({ field: one.path.join('.') || '(body)', problem: one.problem })),
    value,
    path,
    problems,
  );
  return faults.length === 0 ? (retryPolicy.read?.(value) as RetryPolicy) : null;
}

function sourceFrom(source: SourceEntry): ConfiguredSource {
  const { provider, id, secrets, options, ...others } = source;
  // The class lets no other names in than those with texts.
  const rest = others as Readonly<Record<string, string>>;
  const primary = Object.entries(rest).flatMap(([name, value]) => (PRIMARY_SECRETS.includes(name) ? [value] : []));
  const otherOptions = Object.fromEntries(Object.entries(rest).filter(([name]) => !PRIMARY_SECRETS.includes(name)));
  return {
    provider: provider.toLowerCase(),
    id: id ?? null,
    secrets: secrets ?? primary,
    options: { ...otherOptions, ...options },
  };
}

/** The entries of a list in the file; the faults of each go to the problems. */
export function listOf<T extends object>(
  value: unknown,
  path: string,
  dto: DtoClass<T>,
  problems: ConfigProblem[],
  fromVariables: ReadonlySet<string> = NONE,
): readonly T[] {
  return entriesOf(value, path, dto, problems, fromVariables).map(({ entry }) => entry);
}

function entriesOf<T extends object>(
  value: unknown,
  path: string,
  dto: DtoClass<T>,
  problems: ConfigProblem[],
  fromVariables: ReadonlySet<string> = NONE,
): readonly { readonly path: string; readonly entry: T }[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problems.push({
      name: path,
      value: maskedValue(path, value),
      expected: 'a list',
      example: '- { provider: github, … }',
    });
    return [];
  }
  return value.flatMap((item, index) => {
    const place = `${path}.${String(index)}`;
    const entry = read(withTypes(item, place, dto, fromVariables), place, dto, problems);
    return entry === undefined ? [] : [{ path: place, entry }];
  });
}

/**
 * A value that is nothing but a variable (`concurrency: ${CONC}`) is a text. Where the class wants a number, or true or false, it is
 * read as one.
 */
function withTypes(item: unknown, path: string, dto: DtoClass, fromVariables: ReadonlySet<string>): unknown {
  if (!isObject(item)) return item;
  const typed = (fieldsOf(dto) ?? []).flatMap(({ name, kind }) => {
    const written = fromVariables.has(`${path}.${name}`) ? item[name] : undefined;
    const value = typeof written === 'string' && PLAIN.test(written) ? kind.ofText?.(written) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...item, ...Object.fromEntries(typed) };
}

function read<T extends object>(
  value: unknown,
  path: string,
  dto: DtoClass<T>,
  problems: ConfigProblem[],
): T | undefined {
  const checked = checkDto(dto, value);
  if (checked.problems === null) return checked.value;
  report(checked.problems, value, path, problems);
  return undefined;
}

function report(found: readonly FieldProblem[], value: unknown, path: string, problems: ConfigProblem[]): void {
  for (const { field, problem } of found) {
    const keys = field === '(body)' ? [] : field.split('.');
    const name = [path, ...keys].join('.');
    problems.push({
      name,
      value: maskedValue(name, valueAt(value, keys)),
      expected: expectedOf(problem) + quotesFor(problem, valueAt(value, keys)),
      example: exampleOf(path),
    });
  }
}

/** `a text` of `has to be a text`: the list of problems says `expected` itself. */
function expectedOf(problem: string): string {
  return problem.replace(/^(?:is missing: it )?has to (?:be )?/, '').replace(/^is not known here/, 'no such name');
}

/** YAML makes a number of digits that stand alone. */
function quotesFor(problem: string, value: unknown): string {
  return typeof value === 'number' && problem.includes('a text') ? ': it is a number, so put it in quotes' : '';
}

function exampleOf(path: string): string {
  if (path.includes('sources')) return '{ provider: github, secrets: ["…"] }';
  return path.endsWith('retry') ? '{ kind: list, delaysMs: [5000, 30000] }' : '{ key: billing, uri: "https://…" }';
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)] as unknown;
    return isObject(inner) ? inner[key] : undefined;
  }, value);
}
