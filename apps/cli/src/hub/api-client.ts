import { parseExactJson, writeExactJson } from '@kanca/core';
import { CommandFailed, type FieldProblem } from '../output/command-failed.js';
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
  private readonly key: string | undefined;

  /**
   * @param url where the hub is, as the user wrote it: nothing is asked of it before a call, since not all commands make one
   * @param key an API key; an empty one is none
   * @param inWordsOfUser puts a sentence that names fields of the API into the words of the command
   */
  constructor(
    private readonly url: string | undefined,
    key: string | undefined,
    private readonly inWordsOfUser: (detail: string, fields: readonly string[]) => string = (detail) => detail,
  ) {
    this.key = key?.trim() === '' ? undefined : key;
  }

  /** @throws CommandFailed with a sentence that says what to do */
  async call<T>(path: string, { method = 'GET', body, query = {} }: ApiRequest = {}): Promise<T> {
    assertSendable(this.key);
    const { base } = this;
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
    if (!ok) throw this.failureOf(status, text);
    return (text === '' ? null : parse(base, text)) as T;
  }

  /** Where the hub is. @throws CommandFailed when `KANCA_URL` is no such place */
  get base(): string {
    return hubUrlOf(this.url);
  }

  /** Whether the hub takes requests, and why not. Needs no key. @throws CommandFailed when no hub answers */
  async health(): Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }> {
    const { base } = this;
    const { ok, text } = await ask(base, new URL(`${base}/health/ready`), {});
    const health = parse(base, text);
    if (typeof health !== 'object' || health === null || !('reasons' in health) || !Array.isArray(health.reasons))
      throw notAHub(base);
    return { ready: ok, reasons: health.reasons.map(String) };
  }

  private failureOf(status: number, text: string): CommandFailed {
    if (status === 401)
      return new CommandFailed(
        this.key === undefined
          ? 'An API key is needed: set KANCA_KEY to the admin key that the hub printed on its first start.'
          : 'The hub does not know this API key: check KANCA_KEY.',
        { code: 'unauthorized', status },
      );
    const problem = parseProblem(text);
    if (problem === null)
      return new CommandFailed(`The hub answered ${String(status)}: ${text.slice(0, 200)}`, { code: 'not_a_hub' });
    const { detail, code, problems } = problem;
    const fields = (problems ?? []).map(({ field }) => field);
    return new CommandFailed(this.inWordsOfUser(detail, fields), { code, status, ...(problems && { problems }) });
  }
}

async function ask(base: string, url: URL, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, request);
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (error) {
    throw new CommandFailed(
      `No hub answers at ${base} (${reasonOf(error)}). Start one with kanca start (npm start in a clone), or set KANCA_URL to where one runs.`,
      { code: 'no_hub' },
    );
  }
}

function parse(base: string, text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    throw notAHub(base);
  }
}

function notAHub(base: string): CommandFailed {
  return new CommandFailed(`What answers at ${base} is no hub: set KANCA_URL to where one runs.`, {
    code: 'not_a_hub',
  });
}

/** A character that no header may hold would else look as if the hub did not answer. */
function assertSendable(key: string | undefined): void {
  const strange = /[^\x20-\x7e]/u.exec(key?.trim() ?? '')?.[0];
  if (strange !== undefined)
    throw new CommandFailed(
      `KANCA_KEY holds a character that no key has (${JSON.stringify(strange)}): set it to the whole key, as the hub printed it.`,
    );
}

interface Problem {
  readonly detail: string;
  readonly code: string;
  readonly problems?: readonly FieldProblem[];
}

function parseProblem(text: string): Problem | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('detail' in parsed) || !('code' in parsed)) return null;
    const problems = 'problems' in parsed && Array.isArray(parsed.problems) ? parsed.problems.filter(isProblem) : [];
    return { detail: String(parsed.detail), code: String(parsed.code), ...(problems.length > 0 && { problems }) };
  } catch {
    return null;
  }
}

function isProblem(value: unknown): value is FieldProblem {
  return typeof value === 'object' && value !== null && 'field' in value && typeof value.field === 'string';
}
