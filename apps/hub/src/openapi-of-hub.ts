import 'reflect-metadata';
import { FormatRegistry } from '@kanca/sender/management';
import type { DynamicModule, Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { ApiModule } from './api/api.module.js';
import { OperationsModule } from './api/operations/operations.module.js';
import type { Json } from './dto/kind.js';
import { openApiDocument } from './openapi/openapi-document.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { hubVersion } from './version.js';

/** The OpenAPI document of a hub without modules of a user. It needs no database and starts nothing: what is written in the classes is enough. */
export function openApiOfHub(): Json {
  const modules = new Set<object>();
  for (const module of [OperationsModule, ApiModule, OpenApiModule]) collect(module, modules);
  return openApiDocument({
    controllers: [...modules].flatMap((module) => controllersOf(module)),
    formats: new FormatRegistry().all(),
    version: hubVersion(),
  });
}

/** In the order in which Nest finds them: a module, then its imports. */
function collect(module: object, found: Set<object>): void {
  if (found.has(module)) return;
  found.add(module);
  for (const imported of [
    ...listOf(module, MODULE_METADATA.IMPORTS),
    ...(isDynamic(module) ? (module.imports ?? []) : []),
  ])
    if (typeof imported === 'function' || isDynamic(imported)) collect(imported, found);
}

function controllersOf(module: object): readonly Type[] {
  return listOf(module, MODULE_METADATA.CONTROLLERS) as readonly Type[];
}

function listOf(module: object, key: string): readonly unknown[] {
  const described: unknown = Reflect.getMetadata(key, isDynamic(module) ? module.module : module);
  return Array.isArray(described) ? described : [];
}

function isDynamic(module: unknown): module is DynamicModule {
  return typeof module === 'object' && module !== null && 'module' in module;
}
