import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Type } from '@nestjs/common';

/**
 * The modules that `KANCA_MODULES` names: paths from the working directory (`./handlers.module.js`) or package names.
 * @throws Error that says which one cannot be used and why
 */
export async function loadUserModules(names: readonly string[]): Promise<readonly Type[]> {
  return Promise.all(names.map(loadUserModule));
}

async function loadUserModule(name: string): Promise<Type> {
  const specifier = /^[./]|\.[cm]?js$/.test(name) ? pathToFileURL(resolve(name)).href : name;
  let loaded: unknown;
  try {
    loaded = await import(specifier);
  } catch (error) {
    throw new Error(
      `KANCA_MODULES: ${name} cannot be loaded (${error instanceof Error ? error.message : String(error)}). ` +
        'Expected a path to a built .js file, or the name of an installed package.',
      { cause: error },
    );
  }
  const module: unknown =
    typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined;
  if (typeof module !== 'function')
    throw new Error(`KANCA_MODULES: ${name} has no default export that is a Nest module class.`);
  return module as Type;
}
