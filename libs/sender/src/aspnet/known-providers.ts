/** The providers whose events a filter may name, although the catalogue of event types does not have them. The application binds it. */
export abstract class KnownProviders {
  /** @param name in lower case: `github` */
  abstract has(name: string): boolean;
}
