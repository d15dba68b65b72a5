import { z } from 'zod';
import { createSubscriptionSchema } from '../api/schemas/subscription.schema.js';
import { tenantSchema } from '../api/schemas/tenant.schema.js';
import { retryPolicySchema } from '../api/schemas/retry-policy.schema.js';
import { problemsOfIssues } from '../http/problems-of-issues.js';
import { maskedValue, type ConfigProblem } from './config-problem.js';
import type { ConfiguredSource, ConfiguredSubscription, HubConfig } from './hub-config.js';
import { isRecord, type ConfigFile } from './read-kanca-yaml.js';

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

type Edges = Pick<HubConfig, 'sources' | 'subscriptions' | 'retry'>;

/** The sources, the subscriptions and the retry policy of the file. */
export function configuredEdges({ name, content }: ConfigFile, problems: ConfigProblem[]): Edges {
  return {
    sources: listOf(content['sources'], `${name}: sources`, sourceSchema, problems).map(sourceFrom),
    subscriptions: listOf(
      content['subscriptions'],
      `${name}: subscriptions`,
      subscriptionSchema,
      problems,
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

/** The entries of a list in the file; what is wrong with any of them goes to the problems. */
export function listOf<T>(value: unknown, path: string, schema: z.ZodType<T>, problems: ConfigProblem[]): readonly T[] {
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
    const parsed = read(item, `${path}.${String(index)}`, schema, problems);
    return parsed === undefined ? [] : [parsed];
  });
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
      value: maskedValue(name, isRecord(value) ? valueAt(value, keys) : value),
      expected: expectedOf(problem),
      example: exampleOf(path),
    });
  }
  return undefined;
}

/** `a text` of `has to be a text`: the list of problems says `expected` itself. */
function expectedOf(problem: string): string {
  return problem.replace(/^(?:is missing: it )?has to (?:be )?/, '').replace(/^is not known here/, 'no such name');
}

function exampleOf(path: string): string {
  if (path.includes('sources')) return '{ provider: github, secrets: ["…"] }';
  return path.endsWith('retry') ? '{ kind: list, delaysMs: [5000, 30000] }' : '{ key: billing, uri: "https://…" }';
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}
