import type { CompressedAs, OptionField } from '../receiver-definition.js';
import type { SourceOptions } from '../verify/scheme.js';

/** The option of a source that says how its sender compresses. For receivers of any sender; goes with `inflates: compressedAs`. */
export const compressedOption: OptionField = Object.freeze({
  kind: 'text',
  name: 'compressed',
  label: 'Compressed bodies',
  help: 'For senders that compress (gzip, deflate, br): which bytes they sign. Unset, a compressed body is refused.',
  choices: ['signed-as-sent', 'signed-inflated'],
  isRequired: false,
});

/** What the option says; null when it is not set. */
export function compressedAs({ compressed }: SourceOptions): CompressedAs | null {
  return compressed === 'signed-as-sent' || compressed === 'signed-inflated' ? compressed : null;
}
