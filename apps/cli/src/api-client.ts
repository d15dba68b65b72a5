import { parseExactJson, writeExactJson } from '@kanca/core';
import { CommandFailed } from './command-failed.js';
import { hubUrlOf } from './hub-url.js';
import { reasonOf } from './reason-of.js';

export interface ApiRequest {
  readonly method?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}

/** Calls the management API of a hub. */
export class ApiClient {
  /** @param url where the hub is, as the user wrote it: nothing is asked of it before a call, since not all commands make one */
  constructor(
    private readonly url: string | undefined,
    private readonly key: string | undefined,
  ) {}

  /** @throws CommandFailed with a sentence that says what to do */
  async call<T>(path: string, { method = 'GET', body, query = {} }: ApiRequest = {}): Promise<T> {
    assertSendable(this.key);
    const base = hubUrlOf(this.url);
    const url = new URL(`${base}/api/v1${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const { ok, status, text } = await ask(base, url, {
      method,
      headers: {
        ...(this.key === undefined ? {} : { authorization: `Bearer ${this.key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: writeExactJson(body) }),
    });
    if (!ok) throw new CommandFailed(this.explain(status, text));
    return (text === '' ? null : parse(base, text)) as T;
  }

  private explain(status: number, text: string): string {
    if (status === 401)
      return this.key === undefined
        ? 'An API key is needed: set KANCA_KEY to the admin key that the hub printed on its first start.'
        : 'The hub does not know this API key: check KANCA_KEY.';
    const problem = parseProblem(text);
    return problem === null
      ? `The hub answered ${String(status)}: ${text.slice(0, 200)}`
      : `${problem.detail} (${problem.code})`;
  }
}

async function ask(base: string, url: URL, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, request);
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (error) {
    throw new CommandFailed(
      `No hub answers at ${base} (${reasonOf(error)}). Start one with kanca start (npm start in a clone), or set KANCA_URL to where one runs.`,
    );
  }
}

function parse(base: string, text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    throw new CommandFailed(`What answers at ${base} is no hub: set KANCA_URL to where one runs.`);
  }
}

/** A character that no header may hold would else look as if the hub did not answer. */
function assertSendable(key: string | undefined): void {
  const strange = /[^\x20-\x7e]/u.exec(key?.trim() ?? '')?.[0];
  if (strange !== undefined)
    throw new CommandFailed(
      `KANCA_KEY holds a character that no key has (${JSON.stringify(strange)}): set it to the whole key, as the hub printed it.`,
    );
}

function parseProblem(text: string): { detail: string; code: string } | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('detail' in parsed) || !('code' in parsed)) return null;
    return { detail: String(parsed.detail), code: String(parsed.code) };
  } catch {
    return null;
  }
}
