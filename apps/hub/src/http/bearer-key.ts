const BEARER = /^Bearer\s+(\S+)$/i;

/** The API key in an `Authorization` header. */
export function bearerKey(header: string | undefined): string | undefined {
  return header === undefined ? undefined : BEARER.exec(header)?.[1];
}
