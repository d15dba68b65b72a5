import { KancaError } from '@kanca/core';
import { Body, Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { wholePageOf } from '../../dto/page.js';
import { CallingKey } from '../../http/caller.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { RequestOrigins } from '../../http/request-origin.js';
import { assertNotCrossSite } from '../../http/same-origin.js';
import type { Caller } from '../../keys/caller.js';
import { Sessions, type SessionView } from '../../sessions/sessions.js';
import { SignIn, type SignedIn } from '../../sessions/sign-in.js';
import { Users } from '../../users/users.js';
import { ChangePassword } from '../users/user.dto.js';
import { SessionCookies } from './session-cookies.js';
import { BeginSession, OwnSession, Session } from './session.dto.js';

const TAG = 'Sessions';

@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
    private readonly users: Users,
    private readonly cookies: SessionCookies,
    private readonly origins: RequestOrigins,
  ) {}

  @Post()
  @Operation({
    summary: 'Sign in with e-mail and password, or with an API key; the session comes as a cookie',
    tag: TAG,
    scope: null,
    status: 201,
    body: BeginSession,
    response: Session,
    signsIn: true,
  })
  async begin(
    @Body() body: BeginSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    // Somebody else's page must not sign a person in as somebody else.
    assertNotCrossSite(request.headers, this.origins.of(request));
    return this.cookies.give(await this.signedIn(body, request), request, reply);
  }

  @Get('current')
  @Operation({ summary: 'Show who is signed in', tag: TAG, scope: 'any', response: Session })
  async current(@CallingKey() caller: Caller): Promise<SessionView> {
    return this.currentOf(caller);
  }

  @Get()
  @Operation({
    summary: 'List the sessions of the same user or key, the last used first',
    tag: TAG,
    scope: 'any',
    response: wholePageOf(OwnSession),
  })
  async list(
    @CallingKey() { actor, session }: Caller,
  ): Promise<{ data: readonly (SessionView & { isCurrent: boolean })[]; nextCursor: null }> {
    const own = await this.sessions.list(actor.id);
    return { data: own.map((one) => ({ ...one, isCurrent: one.id === session })), nextCursor: null };
  }

  @Post('current/password')
  @Operation({
    summary: 'Change the own password; all other sessions end, and this one gets a new cookie',
    tag: TAG,
    scope: 'any',
    body: ChangePassword,
    response: Session,
    hasOwnIdempotency: true,
  })
  async changePassword(
    @Body() { current, password }: ChangePassword,
    @CallingKey() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { actor, email } = await this.currentOf(caller);
    if (email === null) throw new KancaError('conflict', 'You have signed in with an API key, which has no password.');
    const visitor = this.cookies.visitorOf(request);
    await this.signIn.confirm(email, current, visitor.network);
    await this.users.update(actor.id, caller.tenant ?? '*', { password });
    this.sessions.forget();
    return this.cookies.give(await this.sessions.begin(actor.id, 'password', visitor), request, reply);
  }

  @Delete('current')
  @Operation({ summary: 'Sign out', tag: TAG, scope: 'any', status: 204 })
  async end(
    @CallingKey() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(sessionOf(caller), caller.actor.id);
    this.cookies.clear(request, reply);
  }

  @Delete()
  @Operation({ summary: 'Sign out everywhere', tag: TAG, scope: 'any', status: 204 })
  async endAll(
    @CallingKey() { actor, session }: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.endAll(actor.id);
    if (session !== null) this.cookies.clear(request, reply);
  }

  @Delete(':id')
  @Operation({ summary: 'End one of the sessions of the same user or key', tag: TAG, scope: 'any', status: 204 })
  endOne(@Param('id') id: string, @CallingKey() { actor }: Caller): Promise<void> {
    return this.sessions.end(id, actor.id);
  }

  private async currentOf(caller: Caller): Promise<SessionView> {
    const id = sessionOf(caller);
    const session = (await this.sessions.list(caller.actor.id)).find((one) => one.id === id);
    if (session === undefined) throw new KancaError('not_found', 'This session has ended at this moment.');
    return session;
  }

  private signedIn({ email, password, key }: BeginSession, request: FastifyRequest): Promise<SignedIn> {
    const visitor = this.cookies.visitorOf(request);
    if (key !== undefined && email === undefined && password === undefined) return this.signIn.byKey(key, visitor);
    if (key === undefined && email !== undefined && password !== undefined)
      return this.signIn.byPassword(email, password, visitor);
    const problem = 'has to have `email` and `password`, or `key` alone';
    throw new KancaError('invalid_request', `(body) ${problem}.`, { problems: [{ field: '(body)', problem }] });
  }
}

/** @throws KancaError `not_found` for a call with a key */
function sessionOf({ session }: Caller): string {
  if (session !== null) return session;
  throw new KancaError(
    'not_found',
    'This call was made with an API key and not with a session: see GET /api/v1/whoami.',
  );
}
