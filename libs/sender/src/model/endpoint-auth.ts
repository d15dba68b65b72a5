/** How Kanca authenticates at an endpoint, beside the signature. Sealed at rest, and never shown. */
export type EndpointAuth =
  | { readonly type: 'basic'; readonly username: string; readonly password: string }
  | { readonly type: 'bearer'; readonly token: string }
  | { readonly type: 'apiKey'; readonly header: string; readonly value: string }
  | OAuth2Auth
  | MtlsAuth;

/** Client credentials. Source: RFC 6749, section 4.4. */
export interface OAuth2Auth {
  readonly type: 'oauth2';
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string | undefined;
  /** Asked for by some servers, beyond the RFC. */
  readonly audience?: string | undefined;
  /** Where the client's credentials go: `basic` (default) is the header, `body` the form. */
  readonly clientAuth?: 'basic' | 'body' | undefined;
}

/** A certificate of one's own, or an authority of one's own, or both. All in PEM. */
export interface MtlsAuth {
  readonly type: 'mtls';
  readonly certificate?: string | undefined;
  /** Without a passphrase. */
  readonly privateKey?: string | undefined;
  /** The only authorities that may vouch for the endpoint; the public ones where there is none. */
  readonly ca?: string | undefined;
}

/** The part of it that may be shown: the type and the names. */
export function shownAuth(auth: EndpointAuth): Readonly<Record<string, unknown>> {
  switch (auth.type) {
    case 'basic':
      return { type: auth.type, username: auth.username };
    case 'bearer':
      return { type: auth.type };
    case 'apiKey':
      return { type: auth.type, header: auth.header };
    case 'oauth2': {
      const { type, tokenUrl, clientId, scope, audience, clientAuth = 'basic' } = auth;
      return { type, tokenUrl, clientId, clientAuth, ...(scope && { scope }), ...(audience && { audience }) };
    }
    case 'mtls':
      return { type: auth.type, hasCertificate: auth.certificate !== undefined, hasCa: auth.ca !== undefined };
  }
}
