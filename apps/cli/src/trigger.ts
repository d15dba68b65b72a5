import { randomUUID } from 'node:crypto';
import { sampleRequest } from '@kanca/receivers';
import type { Command } from 'commander';
import type { ApiClient } from './api-client.js';
import { CommandFailed } from './command-failed.js';
import type { TriggerOptions } from './trigger-options.js';
import { readJson, withAssignments } from './read-data.js';
import { receiverOf } from './receiver-of.js';
import { sessionOf } from './session.js';

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Source {
  readonly id: string;
  readonly provider: string;
  readonly name: string | null;
  readonly url: string;
}

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
  return api.call<Answer>(`/sources/${source.id}/test`, {
    method: 'POST',
    body: { event, mode, data: data === undefined ? undefined : bodyFrom(provider, event, data) },
  });
}

async function findSource(api: ApiClient, provider: string, name: string | undefined): Promise<Source> {
  const { data } = await api.call<{ data: Source[] }>('/sources', { query: { limit: 200 } });
  const candidates = data.filter((source) => source.provider === provider);
  const found = name === undefined ? candidates[0] : candidates.find((source) => source.name === name);
  if (found === undefined)
    throw new CommandFailed(
      `The hub has no ${provider} source${name === undefined ? '' : ` called ${name}`}. Make one with: kanca sources create ${provider} --secret <secret>`,
    );
  return found;
}

async function directly(
  provider: string,
  event: string | undefined,
  to: string,
  { mode, data, secret }: TriggerOptions,
): Promise<Answer> {
  if (secret === undefined)
    throw new CommandFailed('--to needs --secret: the secret that the receiving side verifies with.');
  if (!URL.canParse(to)) throw new CommandFailed(`--to takes a URL, got ${JSON.stringify(to)}.`);
  const url = new URL(to);
  const request = sampleRequest(receiverOf(provider), {
    event,
    mode,
    secret,
    id: randomUUID(),
    now: Date.now(),
    url: url.pathname + url.search,
    publicUrl: url.origin,
    body: data === undefined ? undefined : bodyFrom(provider, event, data),
  });
  const response = await fetch(url, { method: request.method, headers: request.headers, body: request.body }).catch(
    (error: unknown) => {
      throw new CommandFailed(
        `Nobody answers at ${url.origin} (${error instanceof Error ? error.message : String(error)}).`,
      );
    },
  );
  return { status: response.status, body: await response.text() };
}

function bodyFrom(provider: string, event: string | undefined, data: readonly string[]): unknown {
  const [first] = data;
  if (first?.startsWith('@') === true) return readJson(first);
  const { samples } = receiverOf(provider);
  const name = event ?? Object.keys(samples)[0] ?? '';
  return withAssignments(samples[name]?.body, data);
}
