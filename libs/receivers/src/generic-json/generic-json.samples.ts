import type { Sample } from '../kit/index.js';

/** What an event is called without `?action=`. */
export const genericJsonEventNames: readonly string[] = ['change'];

export const genericJsonSamples: Readonly<Record<string, Sample>> = {
  change: { body: { article: 'cup', left: 3, tags: ['blue', 'large'] } },
};
