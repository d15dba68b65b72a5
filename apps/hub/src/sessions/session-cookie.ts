/** `__Host-`: only this host may set it, over TLS, for all its paths (RFC 6265bis, section 4.1.3.2). Neither a sibling's page nor plain HTTP can plant one. */
const SECURE_NAME = '__Host-kanca_session';
const PLAIN_NAME = 'kanca_session';
const TOKEN = /^[\w-]{43}$/;

/** The session's token in a `Cookie` header. @param isSecure whether browsers reach the hub over TLS: then the plain name counts for nothing */
export function sessionTokenIn(header: string | undefined, isSecure: boolean): string | undefined {
  const value = cookieIn(header, isSecure ? SECURE_NAME : PLAIN_NAME);
  return value !== undefined && TOKEN.test(value) ? value : undefined;
}

/** The value of the first cookie with a name. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const pair = (header ?? '')
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/** `Set-Cookie` for a session that has begun. */
export function sessionCookie(token: string, isSecure: boolean, lifetimeMs: number): string {
  return setCookie(isSecure ? SECURE_NAME : PLAIN_NAME, token, isSecure, lifetimeMs);
}

/** `Set-Cookie` for a session that is over. */
export function endedCookie(isSecure: boolean): string {
  return setCookie(isSecure ? SECURE_NAME : PLAIN_NAME, '', isSecure, 0);
}

/** @param value letters, digits, dots, dashes and underscores */
export function setCookie(name: string, value: string, isSecure: boolean, lifetimeMs: number): string {
  const maxAge = String(Math.floor(lifetimeMs / 1_000));
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}
