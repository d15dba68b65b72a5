import type { Randomness } from '@kanca/core';
import { EgressError, type EgressRequest, type GuardedClient } from '@kanca/egress';
import { adviceForSilence } from './advice.js';
import type { Check } from '../model/verification.js';

export interface EchoChallenge {
  readonly uri: string;
  /** The subscription's own: they often hold what lets a call in. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: EgressRequest['tls'];
  readonly timeoutMs: number;
  readonly about: Pick<EgressRequest, 'purpose' | 'owner'>;
}

const EXPECTED = '2xx, and nothing but the value of echo as the body';

/** Whether an address says that it wants no echo: its query has `noecho`, in any case, with a value or without. */
export function wantsNoEcho(uri: string): boolean {
  return URL.canParse(uri) && [...new URL(uri).searchParams.keys()].some((name) => name.toLowerCase() === 'noecho');
}

/**
 * Asks an endpoint to say a random word back: `GET {uri}?echo={word}`, with everything else that is in the address left as it is. Receivers
 * of ASP.NET WebHooks do so. It shows that the endpoint expects webhooks, and nothing about signatures.
 */
export async function echoChallenge(
  { uri, headers, tls, timeoutMs, about }: EchoChallenge,
  client: GuardedClient,
  randomness: Randomness,
): Promise<Check> {
  const word = randomness.bytes(16).toString('hex');
  const startedAt = performance.now();
  const check = { name: 'echo', expected: EXPECTED } as const;
  try {
    const { status, body, truncated } = await client.request({
      url: withEcho(uri, word),
      method: 'GET',
      headers,
      deadlineMs: timeoutMs,
      maxResponseBytes: 1_024,
      ...(tls === undefined ? {} : { tls }),
      ...about,
    });
    const answered = { ...check, status, latencyMs: Math.round(performance.now() - startedAt) };
    if (status < 200 || status >= 300)
      return {
        ...answered,
        passed: false,
        advice: `It answered GET with ${String(status)}: answer 200 and the value of the query parameter echo as plain text.`,
      };
    // The word is random and lives for this one call: how long a comparison takes tells nobody anything.
    const passed = !truncated && body.equals(Buffer.from(word));
    const advice = passed
      ? null
      : 'It answered with something else: the body must be the value of echo, as plain text, and nothing around it.';
    return { ...answered, passed, advice };
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    const latencyMs = Math.round(performance.now() - startedAt);
    return { ...check, status: null, latencyMs, passed: false, advice: adviceForSilence(error.message) };
  }
}

/** Added to the query as it is written: parsing it and writing it again would change what others have signed. */
function withEcho(uri: string, word: string): string {
  const url = new URL(uri);
  url.search = `${url.search === '' ? '?' : `${url.search}&`}echo=${word}`;
  return url.href;
}
