import { randomUUID } from 'node:crypto';
import { sampleRequest } from '@kanca/receivers';
import type { Command } from 'commander';
import type { ApiClient } from '../hub/api-client.js';
import { CommandFailed } from '../output/command-failed.js';
import type { TriggerOptions } from './trigger-options.js';
import { readJson, readSecret, withAssignments } from '../input/read-data.js';
import { reasonOf } from '../hub/reason-of.js';
import { receiverOf } from './receiver-of.js';
import { sessionOf } from '../hub/session.js';
import { sourcesOf, type SourceSummary } from '../hub/sources-of-the-hub.js';
import { printRemark } from '../output/print.js';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Bodies by the provider's names of the events. */
type Samples = Readonly<Record<string, unknown>>;

/** Sends the sample and prints the answer; fails when it was not the one that the mode asks for. */
export async function trigger(
  provider: string,
  event: string | undefined,
  options: TriggerOptions,
  command: Command,
): Promise<void> {
  const session = sessionOf(command);
  const answer =
    options.to === undefined
      ? await throughTheHub(session.api, provider, event, options)
      : await directly(provider, event, options.to, options);
  session.print(answer, [`${String(answer.status)}  ${answer.body === '' ? '(empty body)' : answer.body}`]);
  const expected = options.mode === 'valid' ? answer.status < 300 : answer.status === 401;
  if (!expected)
    throw new CommandFailed(
      `A ${options.mode} request was answered ${String(answer.status)}: see the hub's rejections.`,
    );
}

async function throughTheHub(
  api: ApiClient,
  provider: string,
  event: string | undefined,
  { mode, data, source: name }: TriggerOptions,
): Promise<Answer> {
  const source = await findSource(api, provider.toLowerCase(), name);
  const samples = async (): Promise<Samples> =>
    (await api.call<{ payloads: Samples }>(`/providers/${encodeURIComponent(source.provider)}`)).payloads;
  return api.call<Answer>(`/sources/${source.id}/test`, {
    method: 'POST',
    body: { event, mode, data: data === undefined ? undefined : await bodyFrom(samples, event, data) },
  });
}

async function findSource(api: ApiClient, provider: string, name: string | undefined): Promise<SourceSummary> {
  const candidates = (await sourcesOf(api)).filter((source) => source.provider === provider);
  const found = name === undefined ? candidates[0] : candidates.find((source) => source.name === name);
  if (found !== undefined) return found;
  // Fails by itself, with the nearest names, when it is the provider that the hub does not know.
  await api.call(`/providers/${encodeURIComponent(provider)}`);
  throw new CommandFailed(
    `The hub has no ${provider} source${name === undefined ? '' : ` called ${name}`}. Make one with: kanca sources create ${provider} --secret <secret>`,
  );
}

async function directly(
  provider: string,
  event: string | undefined,
  to: string,
  { mode, data, secret }: TriggerOptions,
): Promise<Answer> {
  const receiver = await receiverOf(provider);
  if (receiver.secret === null)
    throw new CommandFailed(
      `${receiver.title} signs with a key that only ${receiver.title} has, so nothing can be signed for another server. ` +
        `Without --to, the hub makes a key for one test call: kanca trigger ${receiver.name}`,
    );
  if (secret === undefined)
    throw new CommandFailed('--to needs --secret: the secret that the receiving side verifies with.');
  if (!URL.canParse(to)) throw new CommandFailed(`--to takes a URL, got ${JSON.stringify(to)}.`);
  const url = new URL(to);
  const samples = (): Samples =>
    Object.fromEntries(Object.entries(receiver.samples).map(([name, sample]) => [name, sample.body]));
  const request = sampleRequest(receiver, {
    event,
    mode,
    secret: readSecret(secret),
    id: randomUUID(),
    now: Date.now(),
    url: url.pathname + url.search,
    publicUrl: url.origin,
    body: data === undefined ? undefined : await bodyFrom(samples, event, data),
  });
  const response = await fetch(url, { method: request.method, headers: request.headers, body: request.body }).catch(
    (error: unknown) => {
      throw new CommandFailed(`Nobody answers at ${url.origin} (${reasonOf(error)}).`);
    },
  );
  return { status: response.status, body: await response.text() };
}

/** The file of `@file`, or the sample with some of its fields changed. */
async function bodyFrom(
  samples: () => Samples | Promise<Samples>,
  event: string | undefined,
  data: readonly string[],
): Promise<unknown> {
  const [first] = data;
  if (first?.startsWith('@') === true) return readJson(first, '--data');
  const bodies = await samples();
  const name = event ?? Object.keys(bodies)[0] ?? '';
  const { body, added } = withAssignments(bodies[name], data);
  for (const path of added)
    printRemark(`--data ${path}: the sample ${JSON.stringify(name)} has no such field, so it was added.`);
  return body;
}
