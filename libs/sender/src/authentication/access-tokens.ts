import { Clock } from '@kanca/core';
import { GuardedClient, type CallOwner, type EgressResponse } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import type { OAuth2Auth } from '../model/endpoint-auth.js';

const DEADLINE_MS = 8_000;
const DEFAULT_LIFETIME_MS = 300_000;
const MAX_LIFETIME_MS = 86_400_000;
const MAX_SLACK_MS = 60_000;
/** After a failure the same answer is given for this long: attempts must not hammer a token endpoint that is down. */
const FAILURE_KEPT_MS = 2_000;
/** An endpoint that refuses every token gets a fresh one at most this often. */
const REFRESH_EVERY_MS = 30_000;
const TOKEN = /^[\x21-\x7e]{1,8192}$/;
const ERROR_CODE = /^[a-z_]{1,64}$/;

interface Held {
  token: string | null;
  failure: Error | null;
  until: number;
  refreshedAt: number;
  underWay: Promise<string> | null;
}

/** Access tokens of endpoints (OAuth 2.0 client credentials), each fetched once for all that wait for it, and kept until shortly before it ends. */
@Injectable()
export class AccessTokens {
  /** By the very object: it is replaced when the subscription changes. */
  private readonly held = new WeakMap<OAuth2Auth, Held>();

  constructor(
    private readonly client: GuardedClient,
    private readonly clock: Clock,
  ) {}

  /** @throws Error that says why there is none, and never a secret */
  async get(auth: OAuth2Auth, owner: CallOwner): Promise<string> {
    const held = this.of(auth);
    if (held.underWay !== null) return held.underWay;
    if (this.clock.now() < held.until) {
      if (held.failure !== null) throw held.failure;
      if (held.token !== null) return held.token;
    }
    return this.refresh(auth, held, owner);
  }

  /**
   * Forgets a token that the endpoint refused.
   * @returns whether it is worth trying again with another one: not when the last one is hardly older
   */
  refuse(auth: OAuth2Auth, token: string): boolean {
    const held = this.of(auth);
    // Somebody else has had it replaced by now.
    if (held.token !== token) return held.token !== null || held.underWay !== null;
    const now = this.clock.now();
    if (now - held.refreshedAt < REFRESH_EVERY_MS) return false;
    held.until = 0;
    held.refreshedAt = now;
    return true;
  }

  private of(auth: OAuth2Auth): Held {
    const known = this.held.get(auth);
    if (known !== undefined) return known;
    const fresh: Held = { token: null, failure: null, until: 0, refreshedAt: Number.NEGATIVE_INFINITY, underWay: null };
    this.held.set(auth, fresh);
    return fresh;
  }

  private refresh(auth: OAuth2Auth, held: Held, owner: CallOwner): Promise<string> {
    held.underWay = this.fetch(auth, owner).then(
      ({ token, lifetimeMs }) => {
        const slackMs = Math.min(MAX_SLACK_MS, lifetimeMs / 10);
        Object.assign(held, { token, failure: null, until: this.clock.now() + lifetimeMs - slackMs, underWay: null });
        return token;
      },
      (error: unknown) => {
        const failure = new Error(`No access token: ${error instanceof Error ? error.message : 'the call failed'}`);
        Object.assign(held, { token: null, failure, until: this.clock.now() + FAILURE_KEPT_MS, underWay: null });
        throw failure;
      },
    );
    return held.underWay;
  }

  private async fetch(auth: OAuth2Auth, owner: CallOwner): Promise<{ token: string; lifetimeMs: number }> {
    const { tokenUrl, clientId, clientSecret, scope, audience, clientAuth = 'basic' } = auth;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scope === undefined ? {} : { scope }),
      ...(audience === undefined ? {} : { audience }),
      ...(clientAuth === 'body' ? { client_id: clientId, client_secret: clientSecret } : {}),
    });
    const response = await this.client.request({
      url: tokenUrl,
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        ...(clientAuth === 'basic' ? { authorization: basicOf(formEncoded(clientId), formEncoded(clientSecret)) } : {}),
      },
      body: Buffer.from(form.toString()),
      deadlineMs: DEADLINE_MS,
      purpose: 'token',
      // Two tokens are as good as one.
      isRepeatable: true,
      owner,
    });
    return tokenIn(response);
  }
}

/** `Basic` and the base64 of both. Source: RFC 7617. */
export function basicOf(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Source: RFC 6749, section 2.3.1. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

/** What went wrong is told by status and error code only: a description may repeat what it was sent. */
function tokenIn({ status, body }: EgressResponse): { token: string; lifetimeMs: number } {
  const answer = objectIn(body);
  if (status !== 200) {
    const code: unknown = answer?.['error'];
    const said = typeof code === 'string' && ERROR_CODE.test(code) ? ` (${code})` : '';
    throw new Error(`the token endpoint answered ${String(status)}${said}, expected 200.`);
  }
  const { access_token: token, token_type: type, expires_in: seconds } = answer ?? {};
  if (typeof token !== 'string' || !TOKEN.test(token))
    throw new Error('the token endpoint answered 200 without an access_token that a header can carry.');
  if (type !== undefined && (typeof type !== 'string' || type.toLowerCase() !== 'bearer'))
    throw new Error('the token endpoint gave a token that is not of the type Bearer.');
  const lifetimeMs = Number(seconds) * 1_000;
  return { token, lifetimeMs: lifetimeMs > 0 ? Math.min(lifetimeMs, MAX_LIFETIME_MS) : DEFAULT_LIFETIME_MS };
}

function objectIn(body: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}
