import { AddressPolicy } from '../src/address/address-policy.js';
import { EgressError } from '../src/request/egress-error.js';
import type { EgressRequest } from '../src/request/egress-request.js';
import { GuardedClient, type GuardedClientOptions } from '../src/client/guarded-client.js';
import { DestinationPolicy } from '../src/destination/destination-policy.js';

/** A client that may call 127.0.0.1 and nothing else that is private. */
export function loopbackClient(options: Partial<GuardedClientOptions> = {}, allow = ['127.0.0.1']): GuardedClient {
  return new GuardedClient({ policy: new DestinationPolicy({ addresses: AddressPolicy.allowing(allow) }), ...options });
}

/** A webhook to a URL, with a deadline of two seconds unless told otherwise. */
export function post(url: string, options: Partial<EgressRequest> = {}): EgressRequest {
  return { url, method: 'POST', headers: {}, body: Buffer.from('{}'), deadlineMs: 2_000, ...options };
}

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<EgressError> {
  const error: unknown = await call.then(
    () => new Error('The call was answered.'),
    (reason: unknown) => reason,
  );
  if (error instanceof EgressError) return error;
  throw error;
}
