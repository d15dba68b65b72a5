const ABSOLUTE_FORM = /^https?:\/\/[^/?#]*/i;

/**
 * Path and query of a request target, character by character as it was sent: providers sign it. A client that believes it talks to a
 * proxy sends the whole URL, which a server has to take as well (RFC 9112, section 3.2.2).
 * @example originForm('http://hooks.example.com/a?b=%27') // '/a?b=%27'
 */
export function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  const rest = target.replace(ABSOLUTE_FORM, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The fields of the query of a request target. */
export function queryOf(target: string): URLSearchParams {
  const start = target.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : target.slice(start + 1));
}
