import type { Source } from './source.js';

/** Sources by their URL, in lower case. */
export class SourceMap {
  private readonly sources: ReadonlyMap<string, Source>;

  constructor(sources: Iterable<Source>) {
    this.sources = new Map([...sources].map((source) => [keyOf(source.provider, source.name ?? undefined), source]));
  }

  find(provider: string, name: string | undefined): Source | undefined {
    return this.sources.get(keyOf(provider, name));
  }
}

function keyOf(provider: string, name: string | undefined): string {
  return (name === undefined ? provider : `${provider}/${name}`).toLowerCase();
}
