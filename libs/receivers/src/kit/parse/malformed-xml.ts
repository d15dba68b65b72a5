import { KancaError } from '@kanca/core';

/** @param what completes "The XML body …" */
export function malformedXml(what: string): KancaError {
  return new KancaError('malformed_body', `The XML body ${what}.`);
}
