import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiKeys } from '../keys/api-keys.js';
import type { Caller } from '../keys/caller.js';
import { sessionTokenIn } from '../sessions/session-cookie.js';
import { callerOfSession, Sessions } from '../sessions/sessions.js';
import { bearerKey } from './bearer-key.js';
import { RequestOrigins } from './request-origin.js';
import { assertOwnPage } from './same-origin.js';

/** Tells who makes a call: an API key in `Authorization`, or the session in the cookie of a page of this hub. */
@Injectable()
export class Callers {
  constructor(
    private readonly keys: ApiKeys,
    private readonly sessions: Sessions,
    private readonly origins: RequestOrigins,
  ) {}

  /**
   * The caller, or null. A key counts before a cookie: no browser sends a key by itself.
   * @throws KancaError `forbidden` for a session that somebody else's page wants to use
   */
  async of(request: FastifyRequest): Promise<Caller | null> {
    const key = bearerKey(request.headers.authorization);
    if (key !== undefined) return this.keys.find(key);
    const token = this.tokenOf(request);
    if (token === undefined) return null;
    const session = await this.sessions.use(token);
    if (session === null) return null;
    assertOwnPage(request.method, request.headers, this.origins.of(request));
    return callerOfSession(session);
  }

  /** The same without counting as use, for a call that lasts. */
  async still(request: FastifyRequest): Promise<Caller | null> {
    const key = bearerKey(request.headers.authorization);
    if (key !== undefined) return this.keys.find(key);
    const token = this.tokenOf(request);
    const session = token === undefined ? null : await this.sessions.find(token);
    return session === null ? null : callerOfSession(session);
  }

  /** The token of the session in the cookie, whether or not it is good. */
  tokenOf(request: FastifyRequest): string | undefined {
    return sessionTokenIn(request.headers.cookie, this.origins.of(request).isSecure);
  }
}
