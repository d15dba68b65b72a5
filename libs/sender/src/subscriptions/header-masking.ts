const CREDENTIAL_NAME = /auth|cookie|token|secret|key|password|signature|credential/i;
const MASK = '••••••';

/** Headers fit to be shown: the values of those that look like credentials are masked. */
export function maskHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, CREDENTIAL_NAME.test(name) ? MASK : value]),
  );
}
