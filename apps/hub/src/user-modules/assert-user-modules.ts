import { marksOf } from '@kanca/handlers';
import { ReceiverRegistryModule } from '@kanca/receivers';
import { FormatRegistryModule, SubscriptionHooksModule } from '@kanca/sender/management';
import type { Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { modulesWithin, type ModuleClass } from './modules-within.js';

/** A module that `KANCA_MODULES` names. */
export interface NamedModule {
  /** As it stands there. */
  readonly name: string;
  readonly module: Type;
}

/** Where the libraries and the modules of users meet, each with the package that it is from. */
const MEETING_PLACES: ReadonlyMap<ModuleClass, string> = new Map<ModuleClass, string>([
  [ReceiverRegistryModule, '@kanca/receivers'],
  [FormatRegistryModule, '@kanca/sender'],
  [SubscriptionHooksModule, '@kanca/sender'],
]);

/**
 * A module that brings nothing would be ignored in silence: its events would pass by.
 * @returns sentences about modules of which this hub can see no use, although they hold something
 * @throws Error for a module that holds nothing, and for one that was made with another copy of a library
 */
export function assertUserModules(modules: readonly NamedModule[]): readonly string[] {
  return modules.flatMap(({ name, module }) => {
    const within = modulesWithin(module);
    assertOneCopy(name, within);
    if (within.some((one) => MEETING_PLACES.has(one) || handles(one))) return [];
    if (within.every((one) => isEmpty(one)))
      throw new Error(
        `KANCA_MODULES: ${name} brings nothing: its module has no providers and imports none. ` +
          'Name your class with @OnWebhook methods in the providers of the module, or export the class of a receiver.',
      );
    return [
      `KANCA_MODULES: ${name} has no handler, receiver, format or hook that this hub can see in its decorators. ` +
        'If it should have one: are the methods decorated with @OnWebhook, and is their class among the providers?',
    ];
  });
}

function assertOneCopy(name: string, within: readonly ModuleClass[]): void {
  for (const [place, library] of MEETING_PLACES)
    if (within.some((one) => one.name === place.name && one !== place))
      throw new Error(
        `KANCA_MODULES: ${name} was made with another copy of ${library} than the one that this hub runs, so that neither would hear ` +
          `of the other. Start the hub from the folder that holds the module (npx kanca start), or give that folder the hub's own ` +
          `${library}, for example by a link in its node_modules.`,
      );
}

function handles(module: ModuleClass): boolean {
  return providersOf(module).some((provider) => {
    const made =
      typeof provider === 'object' && provider !== null && 'useClass' in provider ? provider.useClass : provider;
    const prototype: unknown = typeof made === 'function' ? made.prototype : null;
    return typeof prototype === 'object' && prototype !== null && methodsOf(prototype).some(isMarked);
  });
}

function methodsOf(prototype: object): readonly unknown[] {
  const methods: unknown[] = [];
  for (let level: object | null = prototype; level !== null && level !== Object.prototype;) {
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(level))) methods.push(value);
    level = Reflect.getPrototypeOf(level);
  }
  return methods;
}

function isMarked(method: unknown): boolean {
  return typeof method === 'function' && marksOf(method).length > 0;
}

function isEmpty(module: ModuleClass): boolean {
  return providersOf(module).length === 0 && metadataOf(MODULE_METADATA.CONTROLLERS, module).length === 0;
}

function providersOf(module: ModuleClass): readonly unknown[] {
  return metadataOf(MODULE_METADATA.PROVIDERS, module);
}

function metadataOf(key: string, module: ModuleClass): readonly unknown[] {
  const value: unknown = Reflect.getMetadata(key, module);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
