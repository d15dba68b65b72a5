import { KancaError } from '@kanca/core';
import type { DestinationPolicy } from '@kanca/egress';

/**
 * Judges an address that somebody has sent, and says in which field it stands.
 * @throws KancaError `egress_refused` for one that may not be called
 */
export function assertDestination(field: string, url: string, destinations: DestinationPolicy): void {
  try {
    destinations.assertAllowedDestination(url);
  } catch (error) {
    if (!(error instanceof KancaError)) throw error;
    const { code, message } = error;
    throw new KancaError(code, message, { cause: error, problems: [{ field, problem: message }] });
  }
}
