import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue, sampleRequest, type ReceiverDefinition } from '@kanca/receivers';
import { inspectRequest } from '@kanca/receivers/kit';
import ts from 'typescript';

/** One statement that has to compile, and what it says. */
interface Claim {
  readonly provider: string;
  readonly says: string;
  readonly code: string;
}

const NOW = Date.UTC(2026, 0, 1);
const PUBLIC_URL = 'https://hooks.example.com';
const FILE = join(process.cwd(), 'test/contract/claims-about-events.ts');
const HEAD = `${catalogue.map(({ receiver }) => `import '@kanca/receivers/${receiver.name}';`).join('\n')}
import type { EventName, WebhookProviders } from '@kanca/core';
type Data<P extends keyof WebhookProviders, T> = T extends keyof WebhookProviders[P] ? WebhookProviders[P][T] : never;
`;

/** The types of events against what receivers know and read: whoever trusts an editor's suggestion is not misled. */
describe('the types of events', () => {
  let problems: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    const claims = await Promise.all(catalogue.map(({ receiver }) => claimsAbout(receiver)));
    problems = refuted([...claims.flat(), ...whatGithubSends()]);
  });

  it.each(catalogue.map(({ receiver }) => receiver.name))('of %s know its names, and fit its samples', (provider) => {
    expect(problems.get(provider) ?? []).toEqual([]);
  });
});

async function claimsAbout(receiver: ReceiverDefinition): Promise<readonly Claim[]> {
  const { name: provider } = receiver;
  const names = new Set([...receiver.events, ...Object.keys(receiver.samples)]);
  const named = [...names].map((name) => ({
    provider,
    says: `${name} is one of its events`,
    code: `export const %: EventName<${JSON.stringify(provider)}> = ${JSON.stringify(name)};`,
  }));
  const read = await Promise.all(Object.keys(receiver.samples).map((event) => samplesOf(receiver, event)));
  return [...named, ...read.flat()];
}

/** What the receiver reads from one of its samples; nothing where only the provider can sign. */
async function samplesOf(receiver: ReceiverDefinition, event: string): Promise<readonly Claim[]> {
  const keys = receiver.verify.newKeys();
  if (keys === null) return [];
  const { name: provider } = receiver;
  const required = receiver.options.filter((field) => 'isRequired' in field && field.isRequired);
  const options = Object.fromEntries(required.map(({ name }) => [name, `invented-${name}`]));
  const url = `/api/webhooks/incoming/${provider}`;
  const sample = { event, secret: keys.signingKey, options, id: 'delivery-1', now: NOW, url, publicUrl: PUBLIC_URL };
  const settings = { secrets: [keys.secret], options, publicUrl: PUBLIC_URL };
  const { events, diagnosis } = await inspectRequest(receiver, settings, sampleRequest(receiver, sample), NOW);
  expect([provider, event, diagnosis]).toEqual([provider, event, null]);
  return events.map(({ type, data }) => fits(provider, type.slice(provider.length + 1), data, `the sample ${event}`));
}

function fits(provider: string, event: string, data: unknown, what: string): Claim {
  const type = `Data<${JSON.stringify(provider)}, ${JSON.stringify(event)}>`;
  const code = `const %s = ${JSON.stringify(data)} as const; export const %: ${type} = %s;`;
  return { provider, says: `${what} is what the type of ${event} says`, code };
}

/** Payloads that GitHub itself has sent, each against the type of its event and that of its event and action. */
function whatGithubSends(): readonly Claim[] {
  const examples = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly GithubExamples[];
  // Captured years ago, before an issue had all of its fields there.
  const outdated = ['issues.pinned', 'issues.unpinned'];
  const payloads = examples.flatMap(({ name, examples: bodies }) => bodies.map((body) => ({ name, body })));
  return payloads.flatMap(({ name, body }) => {
    const exact = typeof body['action'] === 'string' ? `${name}.${body['action']}` : name;
    if (outdated.includes(exact)) return [];
    return [...new Set([name, exact])].map((event) => fits('github', event, body, `what GitHub sent as ${exact}`));
  });
}

interface GithubExamples {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

/** What the compiler does not believe, by provider. */
function refuted(claims: readonly Claim[]): ReadonlyMap<string, readonly string[]> {
  const text = HEAD + claims.map(({ code }, index) => code.replaceAll('%', () => `_${String(index)}`)).join('\n');
  const { config } = ts.readConfigFile('tsconfig.base.json', (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => path === FILE || ts.sys.fileExists(path);
  host.readFile = (path) => (path === FILE ? text : ts.sys.readFile(path));
  const program = ts.createProgram([FILE], { ...options, noEmit: true }, host);
  const found = new Map<string, string[]>();
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
    const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
    const claim = claims[line - HEAD.split('\n').length + 1];
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (claim === undefined) throw new Error(`${file?.fileName ?? ''}: ${message}`);
    const said = found.get(claim.provider) ?? [];
    found.set(claim.provider, [...said, `${claim.says}: ${message.slice(0, 400)}`]);
  }
  return found;
}
