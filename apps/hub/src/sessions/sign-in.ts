import { Clock, KancaError, uuidOf } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { ApiKeys } from '../keys/api-keys.js';
import { Credentials } from '../users/credentials.js';
import { foldedEMail } from '../users/e-mail.js';
import { Welcome } from '../users/welcome.js';
import { Sessions, type SessionView, type Visitor } from './sessions.js';
import { SignInLimits } from './sign-in-limits.js';

/** A session that has begun; the token goes into the cookie, and nowhere else. */
export interface SignedIn {
  readonly token: string;
  readonly session: SessionView;
}

/** The ways to a session: a password, an API key, and the address that the first start prints. */
@Injectable()
export class SignIn {
  constructor(
    private readonly sessions: Sessions,
    private readonly credentials: Credentials,
    private readonly keys: ApiKeys,
    private readonly welcome: Welcome,
    private readonly limits: SignInLimits,
    private readonly clock: Clock,
  ) {}

  /** @throws KancaError `unauthorized`, the same for a wrong password and for an address that nobody has; `too_many_requests` */
  async byPassword(email: string, password: string, visitor: Visitor): Promise<SignedIn> {
    const account = foldedEMail(email);
    await this.limits.take(visitor.network, account);
    const user = await this.credentials.check(account, password);
    if (user === null) throw new KancaError('unauthorized', 'The e-mail address or the password is wrong.');
    await this.limits.succeeded(visitor.network, account);
    await this.credentials.noteSignIn(uuidOf('usr', user), new Date(this.clock.now()));
    return this.sessions.begin(user, 'password', visitor);
  }

  /** @throws KancaError `unauthorized`, `too_many_requests` */
  async byKey(key: string, visitor: Visitor): Promise<SignedIn> {
    await this.limits.take(visitor.network);
    const caller = await this.keys.find(key);
    if (caller === null) throw new KancaError('unauthorized', 'There is no such API key, or it was revoked.');
    await this.limits.succeeded(visitor.network);
    return this.sessions.begin(caller.actor.id, 'key', visitor);
  }

  /** Makes the first user. @throws KancaError as `Welcome.accept`; `too_many_requests` */
  async byWelcome(
    token: string,
    person: { readonly email: string; readonly name?: string; readonly password: string },
    visitor: Visitor,
  ): Promise<SignedIn> {
    await this.limits.take(visitor.network);
    // Before the password is hashed, which is work.
    await this.welcome.assertInvited(token);
    const { id } = await this.welcome.accept(token, person);
    await this.limits.succeeded(visitor.network, foldedEMail(person.email));
    await this.credentials.noteSignIn(uuidOf('usr', id), new Date(this.clock.now()));
    return this.sessions.begin(id, 'welcome', visitor);
  }

  /**
   * Whether a password is that of a user who is signed in, for changes that need more than an open browser.
   * @throws KancaError `unauthorized`, `too_many_requests`
   */
  async confirm(email: string, password: string, network: string): Promise<void> {
    await this.limits.take(network, email);
    if ((await this.credentials.check(email, password)) === null)
      throw new KancaError('forbidden', 'The current password is wrong.');
    await this.limits.succeeded(network, email);
  }
}
