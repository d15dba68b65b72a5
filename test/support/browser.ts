/** What a call of a page was answered. */
export interface PageAnswer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface PageCall {
  readonly body?: unknown;
  /** Instead of what a page of the hub sends; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A browser with a page of the hub: it keeps cookies, and sends what browsers send. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly hub: string,
    private readonly always: Readonly<Record<string, string>> = {},
  ) {}

  async call<T = unknown>(method: string, path: string, { body, headers = {} }: PageCall = {}): Promise<PageAnswer<T>> {
    const sent: Record<string, string | undefined> = {
      'sec-fetch-site': 'same-origin',
      ...(method === 'GET' ? {} : { 'x-kanca-csrf': '1', origin: this.hub }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(this.cookies.size === 0 ? {} : { cookie: this.cookieHeader }),
      ...this.always,
      ...headers,
    };
    const response = await fetch(`${this.hub}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: Object.fromEntries(
        Object.entries(sent).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.keep(response.headers.getSetCookie());
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as T,
      headers: response.headers,
    };
  }

  /** Status of a call, for tests that ask no more. */
  async status(method: string, path: string, call: PageCall = {}): Promise<number> {
    return (await this.call(method, path, call)).status;
  }

  /** As a `Cookie` header. */
  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  set(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  keep(setCookies: readonly string[]): void {
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
