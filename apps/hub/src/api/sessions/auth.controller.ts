import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Operation } from '../../http/operation.decorator.js';
import { RequestOrigins } from '../../http/request-origin.js';
import { assertNotCrossSite } from '../../http/same-origin.js';
import type { SessionView } from '../../sessions/sessions.js';
import { SignIn } from '../../sessions/sign-in.js';
import { Users } from '../../users/users.js';
import { AcceptWelcome } from '../users/user.dto.js';
import { WaysToSignIn } from './auth.dto.js';
import { SessionCookies } from './session-cookies.js';
import { Session } from './session.dto.js';

const TAG = 'Sessions';

/** What a page needs to know before anybody is signed in. */
@Controller('api/v1')
export class AuthController {
  constructor(
    private readonly users: Users,
    private readonly signIn: SignIn,
    private readonly cookies: SessionCookies,
    private readonly origins: RequestOrigins,
  ) {}

  @Get('auth')
  @Operation({ summary: 'Show the ways to sign in', tag: TAG, scope: null, response: WaysToSignIn })
  async ways(): Promise<WaysToSignIn> {
    return { password: true, key: true, oidc: null, needsFirstUser: !(await this.users.hasAny()) };
  }

  @Post('welcome')
  @Operation({
    summary: 'Make the first user with the token that the hub printed, and sign in',
    tag: TAG,
    scope: null,
    status: 201,
    body: AcceptWelcome,
    response: Session,
    signsIn: true,
  })
  async welcome(
    @Body() { token, ...person }: AcceptWelcome,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    assertNotCrossSite(request.headers, this.origins.of(request));
    const signedIn = await this.signIn.byWelcome(token, person, this.cookies.visitorOf(request));
    return this.cookies.give(signedIn, request, reply);
  }
}
