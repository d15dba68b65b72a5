import type { Source } from './source.js';

/** Who owns which URL. Answers at once, from memory: it is asked for every request, before anything is known about the caller. */
export abstract class SourceDirectory {
  /**
   * The source at `/{provider}/{name}`, in any case.
   * @param name undefined for the provider's main source
   */
  abstract find(provider: string, name: string | undefined): Source | undefined;
  /** The other sources of the same provider and tenant. */
  abstract others(source: Source): readonly Source[];
}
