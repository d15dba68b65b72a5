import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from '../../http/callers.js';
import { RequestOrigins } from '../../http/request-origin.js';
import { endedCookie, sessionCookie } from '../../sessions/session-cookie.js';
import { SessionSettings } from '../../sessions/session-settings.js';
import type { SessionView, Visitor } from '../../sessions/sessions.js';
import type { SignedIn } from '../../sessions/sign-in.js';

/** Puts sessions into cookies and takes them out again. */
@Injectable()
export class SessionCookies {
  constructor(
    private readonly callers: Callers,
    private readonly origins: RequestOrigins,
    private readonly settings: SessionSettings,
  ) {}

  visitorOf(request: FastifyRequest): Visitor {
    const { address, network } = this.origins.of(request);
    return { address, network, userAgent: request.headers['user-agent'], earlier: this.callers.tokenOf(request) };
  }

  /** The cookie of a session that has begun. @returns the session, for the answer */
  give({ token, session }: SignedIn, request: FastifyRequest, reply: FastifyReply): SessionView {
    void reply.header('set-cookie', sessionCookie(token, this.origins.of(request).isSecure, this.settings.lifetimeMs));
    return session;
  }

  clear(request: FastifyRequest, reply: FastifyReply): void {
    void reply.header('set-cookie', endedCookie(this.origins.of(request).isSecure));
  }
}
