import { isObject } from '@kanca/core';
import { z } from 'zod';
import { createSubscriptionSchema } from '../api/subscriptions/subscription.schema.js';
import { tenantSchema } from '../api/schemas/tenant.schema.js';
import { retryPolicySchema } from '../api/schemas/retry-policy.schema.js';
import { problemsOfIssues } from '../http/problems-of-issues.js';
import { checkedSource } from './file-source-settings.js';
import { maskedValue, type ConfigProblem } from './config-problem.js';
import type { ConfiguredSource, ConfiguredSubscription, HubConfig } from './hub-config.js';
import type { ConfigFile } from './read-kanca-yaml.js';

/** Names that hold a provider's primary secret, instead of `secrets`. */
const PRIMARY_SECRETS = ['secret', 'signingSecret', 'authToken', 'webhookSecret', 'key', 'apiSecret', 'token'];

const sourceSchema = z
  .object({
    provider: z.string().min(1),
    id: z.string().min(1).optional(),
    secrets: z.array(z.string().min(1)).optional(),
    options: z.record(z.string(), z.unknown()).optional(),
  })
  .catchall(z.string().min(1));

const subscriptionSchema = createSubscriptionSchema.extend({
  key: z.string().min(1).max(100),
  uri: z.union([z.url(), z.literal('')]).default(''),
  tenant: tenantSchema.default('default'),
});

const NONE: ReadonlySet<string> = new Set();

type Edges = Pick<HubConfig, 'sources' | 'subscriptions' | 'retry'>;

/** The sources, the subscriptions and the retry policy of the file. */
export function configuredEdges(
  { name, content, fromVariables }: ConfigFile,
  mayBringMore: boolean,
  problems: ConfigProblem[],
): Edges {
  return {
    sources: entriesOf(content['sources'], `${name}: sources`, sourceSchema, problems).map(({ path, entry }) =>
      checkedSource({ path, source: sourceFrom(entry) }, mayBringMore, problems),
    ),
    subscriptions: listOf(
      content['subscriptions'],
      `${name}: subscriptions`,
      subscriptionSchema,
      problems,
      fromVariables,
    ) satisfies readonly ConfiguredSubscription[],
    retry:
      content['retry'] === undefined
        ? null
        : (read(content['retry'], `${name}: retry`, retryPolicySchema, problems) ?? null),
  };
}

function sourceFrom(source: z.infer<typeof sourceSchema>): ConfiguredSource {
  const { provider, id, secrets, options, ...rest } = source;
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
export function listOf<T>(
  value: unknown,
  path: string,
  schema: z.ZodType<T>,
  problems: ConfigProblem[],
  fromVariables: ReadonlySet<string> = NONE,
): readonly T[] {
  return entriesOf(value, path, schema, problems, fromVariables).map(({ entry }) => entry);
}

function entriesOf<T>(
  value: unknown,
  path: string,
  schema: z.ZodType<T>,
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
    const entry = read(withTypes(item, place, schema, fromVariables), place, schema, problems);
    return entry === undefined ? [] : [{ path: place, entry }];
  });
}

/**
 * A value that is nothing but a variable (`concurrency: ${CONC}`) is a text. Where the schema wants a number, or true or false, it is
 * read as one.
 */
function withTypes(item: unknown, path: string, schema: z.ZodType, fromVariables: ReadonlySet<string>): unknown {
  if (!isObject(item)) return item;
  const result = schema.safeParse(item);
  if (result.success) return item;
  const typed = { ...item };
  for (const issue of result.error.issues) {
    const [name] = issue.path;
    if (issue.path.length !== 1 || typeof name !== 'string' || !fromVariables.has(`${path}.${name}`)) continue;
    const value = typedValue(issue, item[name]);
    if (value !== undefined) typed[name] = value;
  }
  return typed;
}

function typedValue(issue: z.core.$ZodIssue, text: unknown): unknown {
  if (issue.code !== 'invalid_type' || typeof text !== 'string') return undefined;
  if (issue.expected === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const isNumber = issue.expected === 'number' || issue.expected === 'int';
  return isNumber && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function read<T>(value: unknown, path: string, schema: z.ZodType<T>, problems: ConfigProblem[]): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  for (const { field, problem } of problemsOfIssues(result.error.issues, fields)) {
    const keys = field === '(body)' ? [] : field.split('.');
    const name = [path, ...keys].join('.');
    problems.push({
      name,
      value: maskedValue(name, valueAt(value, keys)),
      expected: expectedOf(problem) + quotesFor(problem, valueAt(value, keys)),
      example: exampleOf(path),
    });
  }
  return undefined;
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
