import { KancaError } from '@kanca/core';
import { holdsMoreValuesThan } from '@kanca/receivers';

/** More than any call of the API needs. */
const MAX_VALUES = 20_000;
/** The data of events may be as large as what a provider sends. */
const MAX_VALUES_WITH_DATA = 100_000;

/**
 * Refuses the JSON of a call that holds very many values, before it is parsed. A body of 1 MB can hold 500,000 of them, and each is
 * looked at several times: nothing else is served meanwhile, for seconds.
 * @param hasData whether the call publishes, and holds the data of events
 * @throws KancaError `invalid_request`
 */
export function assertFewValues(json: string, hasData: boolean): void {
  const limit = hasData ? MAX_VALUES_WITH_DATA : MAX_VALUES;
  if (!holdsMoreValuesThan(json, limit)) return;
  const problem = `holds more than ${String(limit)} values`;
  throw new KancaError('invalid_request', `(body) ${problem}. Send less in one call.`, {
    problems: [{ field: '(body)', problem }],
  });
}
