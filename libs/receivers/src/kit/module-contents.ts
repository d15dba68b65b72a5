import { MODULE_METADATA } from '@nestjs/common/constants.js';
import type { Type } from '@nestjs/common';
import type { ReceiverDefinition } from './receiver-definition.js';

/** What modules hold, by what their decorators say. */
export interface ModuleContents {
  readonly receivers: readonly ReceiverDefinition[];
  /** The names of the classes among their providers. */
  readonly providers: readonly string[];
}

/**
 * The receivers and providers of Nest modules and of everything that they import, for those who need no hub. Nothing is made: a
 * module may ask for a database.
 */
export async function contentsOfModules(modules: readonly Type[]): Promise<ModuleContents> {
  const seen = new Set<unknown>();
  const receivers = new Set<ReceiverDefinition>();
  const providers = new Set<string>();
  const visit = async (entry: unknown): Promise<void> => {
    const found: unknown = await entry;
    if (found === null || found === undefined || seen.has(found)) return;
    seen.add(found);
    const parts = partsOf(found);
    const receiver = 'receiver' in parts.module ? parts.module.receiver : undefined;
    if (isReceiver(receiver)) receivers.add(receiver);
    for (const name of parts.providers.flatMap(classNameOf)) providers.add(name);
    for (const inner of parts.imports) await visit(inner);
  };
  for (const module of modules) await visit(module);
  return { receivers: [...receivers], providers: [...providers] };
}

interface Parts {
  readonly module: object;
  readonly imports: readonly unknown[];
  readonly providers: readonly unknown[];
}

/** Of a module class, of the result of its `register`, or of `forwardRef`. */
function partsOf(entry: unknown): Parts {
  if (typeof entry === 'function')
    return {
      module: entry,
      imports: listOf(Reflect.getMetadata(MODULE_METADATA.IMPORTS, entry)),
      providers: listOf(Reflect.getMetadata(MODULE_METADATA.PROVIDERS, entry)),
    };
  if (typeof entry !== 'object' || entry === null) return { module: {}, imports: [], providers: [] };
  if ('forwardRef' in entry) {
    const later = entry as { readonly forwardRef: () => unknown };
    return { module: {}, imports: [later.forwardRef()], providers: [] };
  }
  const { module, imports, providers } = { module: undefined, imports: undefined, providers: undefined, ...entry };
  return { module: {}, imports: [module, ...listOf(imports)], providers: listOf(providers) };
}

function classNameOf(provider: unknown): readonly string[] {
  if (typeof provider === 'function') return [provider.name];
  if (typeof provider !== 'object' || provider === null || !('useClass' in provider)) return [];
  return classNameOf(provider.useClass);
}

function isReceiver(value: unknown): value is ReceiverDefinition {
  return typeof value === 'object' && value !== null && 'verify' in value && 'read' in value && 'samples' in value;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
