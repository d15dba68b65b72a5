import type { SourceOptions } from '../verify/scheme.js';

/** What is shown in the place of a secret option; sent back, it stands for the value that is there. */
export const HIDDEN = '••••••';

/** A secret option as it is stored. The other options are texts, numbers and booleans. */
export interface SealedOption {
  readonly sealed: string;
}

export function isSealed(value: unknown): value is SealedOption {
  return typeof value === 'object' && value !== null && 'sealed' in value && typeof value.sealed === 'string';
}

/** The options as they may be shown. */
export function shownOptions(options: SourceOptions): SourceOptions {
  return mapOptions(options, (value) => (isSealed(value) ? HIDDEN : value));
}

/** New options with what was hidden put back from the old ones. */
export function keepHidden(options: SourceOptions, old: SourceOptions): SourceOptions {
  return mapOptions(options, (value, name) => (value === HIDDEN && isSealed(old[name]) ? old[name] : value));
}

export function mapOptions(options: SourceOptions, change: (value: unknown, name: string) => unknown): SourceOptions {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, change(value, name)]));
}
