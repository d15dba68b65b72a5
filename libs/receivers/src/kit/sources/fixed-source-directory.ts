import { SourceDirectory } from './source-directory.js';
import { SourceMap } from './source-map.js';
import { uriOf } from './source.js';
import type { Source, FixedSourceSpec } from './source.js';

/**
 * Sources that never change and need no database: for tests, for benchmarks, and for an embedder that has its own.
 * @example new FixedSourceDirectory([{ provider: 'github', secrets: ['s3cret'] }])
 */
export class FixedSourceDirectory extends SourceDirectory {
  private readonly sources: SourceMap;

  constructor(specs: readonly FixedSourceSpec[]) {
    super();
    this.sources = new SourceMap(specs.map(sourceOf));
  }

  find(provider: string, name: string | undefined): Source | undefined {
    return this.sources.find(provider, name);
  }

  others(source: Source): readonly Source[] {
    return this.sources.others(source);
  }
}

function sourceOf(spec: FixedSourceSpec, index: number): Source {
  const name = spec.name ?? null;
  return {
    id: `00000000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`,
    tenant: spec.tenant ?? 'default',
    provider: spec.provider,
    name,
    uri: uriOf(spec.provider, name),
    secrets: spec.secrets,
    options: spec.options ?? {},
    origin: 'file',
    awaitsSecretUntil: spec.awaitsSecretUntil ?? null,
  };
}
