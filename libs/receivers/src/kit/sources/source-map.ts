import type { Source } from './source.js';

const MAX_OTHERS = 20;

/** Sources by their URL, in lower case. */
export class SourceMap {
  private readonly sources: ReadonlyMap<string, Source>;

  constructor(sources: Iterable<Source>) {
    this.sources = new Map([...sources].map((source) => [keyOf(source.provider, source.name ?? undefined), source]));
  }

  find(provider: string, name: string | undefined): Source | undefined {
    return this.sources.get(keyOf(provider, name));
  }

  /** The other sources of the same provider and tenant, no more than a diagnosis can look at. */
  others({ id, provider, tenant }: Source): readonly Source[] {
    const found: Source[] = [];
    for (const source of this.sources.values()) {
      if (source.provider !== provider || source.tenant !== tenant || source.id === id) continue;
      found.push(source);
      if (found.length === MAX_OTHERS) break;
    }
    return found;
  }
}

function keyOf(provider: string, name: string | undefined): string {
  return (name === undefined ? provider : `${provider}/${name}`).toLowerCase();
}
