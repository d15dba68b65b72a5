import { pathOfOne } from '../../hub/one-of.js';
import type { Session } from '../../hub/session.js';

interface Settled {
  readonly settled: readonly string[];
  readonly lapsed: readonly string[];
}

/** What is done with a lease, and the word for its deliveries after that. */
export interface Settlement {
  readonly verb: 'commit' | 'release';
  readonly done: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Settles deliveries of a lease and prints which. The exit code is 1 when it held some of them no more. */
export async function settle({ api, print }: Session, id: string, { verb, done, body }: Settlement): Promise<void> {
  const result = await api.call<Settled>(`${await pathOfOne(api, 'subscriptions', id)}/${verb}`, {
    method: 'POST',
    body,
  });
  print(result, [
    ...result.settled.map((delivery) => `${delivery}  ${done}`),
    ...result.lapsed.map((delivery) => `${delivery}  not held by the lease any more`),
  ]);
  if (result.lapsed.length > 0) process.exitCode = 1;
}

/** The API takes a missing list for all that the lease holds. */
export function namedOrAll(deliveries: readonly string[]): readonly string[] | undefined {
  return deliveries.length === 0 ? undefined : deliveries;
}
