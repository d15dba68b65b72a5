import { KancaError } from '@kanca/core';
import type { LegacySignature } from '../model/signature-kind.js';
import type { SignatureKind } from '../model/signature-kind.js';
import { assertSendableHeaders } from '@kanca/egress';
import type { Format } from '../formats/format.js';
import { legacyHeader } from './legacy-signatures.js';

/** @throws KancaError `invalid_request` when the format has no room for these signatures */
export function assertSignatures(format: Format, signatures: readonly SignatureKind[]): void {
  const problem = problemOf(format, signatures);
  if (problem === null) return;
  throw new KancaError('invalid_request', `signatures: ${problem}`, { problems: [{ field: 'signatures', problem }] });
}

/** Those that are written in a header of their own. */
export function legacyOf(signatures: readonly SignatureKind[]): readonly LegacySignature[] {
  return signatures.filter((signature) => typeof signature === 'object');
}

function problemOf(format: Format, signatures: readonly SignatureKind[]): string | null {
  if (!signatures.includes('v1')) return 'has no v1: the signature with the secret is always there';
  if (format.hasOneSignature === true && signatures.includes('v1a'))
    return `v1a has no place in the format ${format.name}, which has room for one signature`;
  const names = legacyOf(signatures).map(legacyHeader);
  const taken = names.find((name, index) => names.indexOf(name) !== index || format.reservedHeaders?.includes(name));
  if (taken !== undefined) return `the header ${taken} is taken already`;
  return problemOfHeaders(names);
}

function problemOfHeaders(names: readonly string[]): string | null {
  try {
    assertSendableHeaders(Object.fromEntries(names.map((name) => [name, 'x'])));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'a header cannot be sent';
  }
}
