import { MODULE_METADATA } from '@nestjs/common/constants.js';

/** A class in the tree of modules. */
export type ModuleClass = abstract new (...args: never) => unknown;

/**
 * A module and all that it imports, as their decorators say it: before Nest has made any of them. What stands behind a promise or a
 * forward reference is left out.
 */
export function modulesWithin(root: unknown): readonly ModuleClass[] {
  const found = new Set<ModuleClass>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const next = waiting.pop();
    const module = typeof next === 'object' && next !== null && 'module' in next ? next.module : next;
    if (typeof next === 'object' && next !== null && 'imports' in next) waiting.push(...listOf(next.imports));
    if (!isClass(module) || found.has(module)) continue;
    found.add(module);
    waiting.push(...listOf(Reflect.getMetadata(MODULE_METADATA.IMPORTS, module)));
  }
  return [...found];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function isClass(value: unknown): value is ModuleClass {
  return typeof value === 'function';
}
