import { Inject, Module, type Type } from '@nestjs/common';
import type { Format } from './format.js';
import { FormatRegistry } from './format-registry.js';
import { FormatRegistryModule } from './format-registry.module.js';

/**
 * A format as a Nest module: importing it is enough for subscriptions to name it.
 * @example export default class LinesFormatModule extends FormatModule(lines) {}
 */
export function FormatModule(format: Format): Type {
  @Module({ imports: [FormatRegistryModule] })
  class DefinedFormatModule {
    constructor(@Inject(FormatRegistry) registry: FormatRegistry) {
      registry.add(format);
    }
  }
  return DefinedFormatModule;
}
