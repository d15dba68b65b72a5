import { KancaError } from '@kanca/core';
import type { Format } from '../formats/format.js';

/** @throws KancaError `invalid_request` for a choice of what deletions hold, in a format that does not shorten them */
export function assertDeletedBody(deletedBody: 'id' | 'data' | undefined, format: Format): void {
  if (deletedBody === undefined || format.hasDeletedBody === true) return;
  const field = 'deletedBody';
  const problem = `has no meaning for the format ${format.name}: only a format that shortens deletions takes it`;
  throw new KancaError('invalid_request', `${field}: ${problem}`, { problems: [{ field, problem }] });
}
