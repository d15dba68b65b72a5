import { ClientTls, type CallOwner } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { AccessTokens, basicOf } from './access-tokens.js';
import type { EndpointAuth, MtlsAuth } from '../model/endpoint-auth.js';

/** What goes along with a call so that the endpoint lets it in. */
export interface Credentials {
  /** In lower case. All of them are confidential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: ClientTls;
}

const NONE: Credentials = { headers: {} };

/** Turns what a subscription says of its endpoint's authentication into what a call carries. */
@Injectable()
export class Authenticator {
  /** Making a context out of certificates costs milliseconds. By the very object: it is replaced when the subscription changes. */
  private readonly contexts = new WeakMap<MtlsAuth, ClientTls>();

  constructor(private readonly tokens: AccessTokens) {}

  /** @throws Error when there is no access token, with the reason */
  async credentials(auth: EndpointAuth | null, owner: CallOwner): Promise<Credentials> {
    if (auth === null) return NONE;
    switch (auth.type) {
      case 'basic':
        return { headers: { authorization: basicOf(auth.username, auth.password) } };
      case 'bearer':
        return { headers: { authorization: `Bearer ${auth.token}` } };
      case 'apiKey':
        return { headers: { [auth.header.toLowerCase()]: auth.value } };
      case 'oauth2':
        return { headers: { authorization: `Bearer ${await this.tokens.get(auth, owner)}` } };
      case 'mtls':
        return { headers: {}, tls: this.contextOf(auth) };
    }
  }

  /** Whether a call that was answered with 401 is worth making once more, with a fresh token. */
  renews(auth: EndpointAuth | null, headers: Readonly<Record<string, string>>): boolean {
    if (auth?.type !== 'oauth2') return false;
    return this.tokens.refuse(auth, headers['authorization']?.slice('Bearer '.length) ?? '');
  }

  private contextOf(auth: MtlsAuth): ClientTls {
    const known = this.contexts.get(auth);
    if (known !== undefined) return known;
    const made = new ClientTls(auth);
    this.contexts.set(auth, made);
    return made;
  }
}
