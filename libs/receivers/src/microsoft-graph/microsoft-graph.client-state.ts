import { writeExactJson } from '@kanca/core';
import { randomBytes } from 'node:crypto';
import { constantTimeEqual } from '@kanca/signing';
import { maskJson, unverifiedJson } from '../kit/built-in.js';
import { SignatureError, textAt, valueAt, withFields } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeKeys } from '../kit/index.js';

/** The `clientState` that the subscription was made with. It stands in every notification, and every one of them has to be right. */
class ClientState implements Scheme {
  readonly kind = 'microsoft_graph_client_state';
  readonly headers: readonly string[] = [];
  readonly toleranceSeconds = null;

  applies({ body }: InboundRequest): boolean {
    return notificationsOf(body).length > 0;
  }

  verify({ body }: InboundRequest, secrets: readonly string[]): undefined {
    const states = notificationsOf(body).map((notification) => textAt(notification, 'clientState'));
    if (states.length === 0 || states.includes(undefined))
      throw new SignatureError(
        'header_missing',
        'a notification has no clientState: was the subscription made with one?',
      );
    let matches = 0;
    for (const state of states) {
      const presented = Buffer.from(state ?? '');
      const fits = secrets.filter((secret) => constantTimeEqual(Buffer.from(secret), presented));
      if (fits.length > 0) matches += 1;
    }
    if (matches < states.length)
      throw new SignatureError('signature_mismatch', 'a clientState is none of the active secrets');
  }

  sign(request: InboundRequest, clientState: string): InboundRequest {
    const value = notificationsOf(request.body).map((notification) => withFields(notification, { clientState }));
    return { ...request, body: Buffer.from(writeExactJson({ value })) };
  }

  withoutCredentials(body: Buffer): Buffer {
    return maskJson(body, ['value', '*', 'clientState']);
  }

  sendsSecret(): boolean {
    return true;
  }

  problemOfSecret(secret: string): string | null {
    return secret.length > 128 ? 'is longer than the 128 characters that Microsoft Graph takes' : null;
  }

  newKeys(): SchemeKeys {
    const secret = randomBytes(32).toString('base64url');
    return { secret, signingKey: secret };
  }
}

export const clientState: Scheme = new ClientState();

/** What cannot be read holds no notifications: it is refused for what it lacks, not for its form. */
function notificationsOf(body: Buffer): readonly unknown[] {
  const value = valueAt(unverifiedJson(body), 'value');
  return Array.isArray(value) ? value : [];
}
