import { EgressError, type EgressRequest, type GuardedClient } from '@kanca/egress';
import { adviceForSilence } from './advice.js';
import type { Check } from '../model/verification.js';

export interface ConsentRequest {
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: EgressRequest['tls'];
  readonly timeoutMs: number;
  /** The DNS name under which this hub asks. */
  readonly origin: string;
  /** Calls a minute that are asked for; any number when it is null. */
  readonly ratePerMinute: number | null;
  /** Where the endpoint may consent later; null when it may not. */
  readonly callback: string | null;
  readonly about: Pick<EgressRequest, 'purpose' | 'owner'>;
}

export interface Consent {
  readonly check: Check;
  /** Calls a minute that it allows; null for any number, or when it did not say. */
  readonly ratePerMinute: number | null;
  /** It was reached, and has not consented: it may do so later. */
  readonly isOpen: boolean;
}

const ANY = '*';
const WHOLE_NUMBER = /^[1-9]\d{0,8}$/;

/**
 * Asks an endpoint whether it wants to be called: OPTIONS with `WebHook-Request-Origin`, which it answers with `WebHook-Allowed-Origin`.
 * A status alone is no consent. Source: CloudEvents, HTTP 1.1 Web Hooks for Event Delivery 1.0, section 4.
 */
export async function requestConsent(request: ConsentRequest, client: GuardedClient): Promise<Consent> {
  const { uri, timeoutMs, origin, ratePerMinute, callback } = request;
  const startedAt = performance.now();
  const check = { name: 'consent', expected: `webhook-allowed-origin: ${origin} (or *)` } as const;
  try {
    const { status, headers } = await client.request({
      url: uri,
      method: 'OPTIONS',
      headers: {
        ...request.headers,
        'webhook-request-origin': origin,
        ...(ratePerMinute === null ? {} : { 'webhook-request-rate': String(ratePerMinute) }),
        ...(callback === null ? {} : { 'webhook-request-callback': callback }),
      },
      deadlineMs: timeoutMs,
      maxResponseBytes: 1_024,
      ...(request.tls === undefined ? {} : { tls: request.tls }),
      ...request.about,
    });
    const latencyMs = Math.round(performance.now() - startedAt);
    const allowed = headers['webhook-allowed-origin']?.trim() ?? null;
    const passed = allowed !== null && (allowed === ANY || allowed.toLowerCase() === origin.toLowerCase());
    const advice = passed ? null : adviceFor(origin, allowed);
    return {
      check: { ...check, status, latencyMs, passed, advice },
      ratePerMinute: passed ? allowedRate(headers['webhook-allowed-rate']) : null,
      isOpen: !passed && allowed === null && status < 400,
    };
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    const latencyMs = Math.round(performance.now() - startedAt);
    const advice = adviceForSilence(error.message);
    return { check: { ...check, status: null, latencyMs, passed: false, advice }, ratePerMinute: null, isOpen: false };
  }
}

/** @returns null for `*`, for an empty value, and for a value that is not a whole number above 0 */
export function allowedRate(header: string | undefined): number | null {
  const text = header?.trim() ?? '';
  return WHOLE_NUMBER.test(text) ? Number(text) : null;
}

function adviceFor(origin: string, allowed: string | null): string {
  return allowed === null
    ? `It did not consent: answer OPTIONS with the header webhook-allowed-origin: ${origin}, or call the address in webhook-request-callback.`
    : `It consents to calls from another origin (${allowed.slice(0, 200)}): answer with webhook-allowed-origin: ${origin}.`;
}
