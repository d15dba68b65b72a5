import { KancaError } from '@kanca/core';
import type { Format } from './format.js';
import { raw } from './raw.format.js';
import { standard } from './standard.format.js';

/** Every format there is. A new one is a file of its own and a word here. */
const FORMATS = [standard, raw] as const satisfies readonly Format[];

/** A format as a subscription names it. */
export type FormatName = (typeof FORMATS)[number]['name'];

export const FORMAT_NAMES: readonly FormatName[] = FORMATS.map(({ name }) => name);

/** What is meant when none is named. */
export const DEFAULT_FORMAT = 'standard' satisfies FormatName;

/** @throws KancaError `invalid_request` for a format that this version does not know */
export function formatNamed(name: string): Format & { readonly name: FormatName } {
  const known = FORMATS.find((format) => format.name === name);
  if (known !== undefined) return known;
  const problem = `${JSON.stringify(name.slice(0, 64))} is no format: there are ${FORMAT_NAMES.join(', ')}`;
  throw new KancaError('invalid_request', `format: ${problem}.`, { problems: [{ field: 'format', problem }] });
}
