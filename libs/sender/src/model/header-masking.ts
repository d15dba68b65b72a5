const CREDENTIAL_NAME = /auth|cookie|token|secret|key|password|signature|credential/i;
const MASK = '••••••';

/** Whether a header of this name may hold a credential. */
export function namesCredential(name: string): boolean {
  return CREDENTIAL_NAME.test(name);
}

/**
 * Headers fit to be shown: the values of those that look like credentials are masked.
 * @param confidential names of others that are known to be
 */
export function maskHeaders(
  headers: Readonly<Record<string, string>>,
  confidential: readonly string[] = [],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      namesCredential(name) || confidential.includes(name) ? MASK : value,
    ]),
  );
}

/** The headers that may go to an endpoint for which they were not given. */
export function withoutCredentials(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !namesCredential(name)));
}
