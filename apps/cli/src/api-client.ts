import { CommandFailed } from './command-failed.js';

export interface ApiRequest {
  readonly method?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
}

/** Calls the management API of a hub. */
export class ApiClient {
  private readonly base: string;

  constructor(
    url: string,
    private readonly key: string | undefined,
  ) {
    this.base = url.replace(/\/+$/, '');
  }

  /** @throws CommandFailed with a sentence that says what to do */
  async call<T>(path: string, { method = 'GET', body, query = {} }: ApiRequest = {}): Promise<T> {
    assertSendable(this.key);
    const url = new URL(`${this.base}/api/v1${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const response = await fetch(url, {
      method,
      headers: {
        ...(this.key === undefined ? {} : { authorization: `Bearer ${this.key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new CommandFailed(
        `No hub answers at ${this.base} (${cause}). Start one with: npm start — or set KANCA_URL.`,
      );
    });
    const text = await response.text();
    if (!response.ok) throw new CommandFailed(this.explain(response.status, text));
    return (text === '' ? null : JSON.parse(text)) as T;
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
