/** Turns a host name into all of its addresses. A port, so that tests can answer as a hostile name server would. */
export abstract class Resolver {
  /** Every address of the name, in order of preference. Rejects when it has none. */
  abstract resolve(hostname: string): Promise<readonly string[]>;
}
