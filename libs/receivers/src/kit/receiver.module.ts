import { ConfigurableModuleBuilder, Inject, Module, Optional } from '@nestjs/common';
import { ReceiverRegistry } from './receiver-registry.js';
import { ReceiverRegistryModule } from './receiver-registry.module.js';
import type { ConfigurableModuleAsyncOptions, DynamicModule } from '@nestjs/common';
import type { ReceiverDefinition } from './receiver-definition.js';
import type { SourceSpec } from './sources/source.js';

/** A source that code brings along, for the receiver that it is registered with. */
export type CodeSource = Omit<SourceSpec, 'provider'>;

/** The module of one receiver. Importing it is enough to receive; `register` adds a source. */
export interface ReceiverModuleClass {
  /** For those who want to know what the module holds without making it. */
  readonly receiver: ReceiverDefinition;
  new (registry: ReceiverRegistry, source?: CodeSource): object;
  /** @throws Error at start when there is no secret */
  register(source: CodeSource): DynamicModule;
  registerAsync(options: ConfigurableModuleAsyncOptions<CodeSource>): DynamicModule;
}

/**
 * A receiver as a Nest module.
 * @example
 * export class GithubReceiverModule extends ReceiverModule(github) {}
 * // …
 * imports: [GithubReceiverModule.register({ secrets: [process.env.GITHUB_SECRET] })]
 */
export function ReceiverModule(receiver: ReceiverDefinition): ReceiverModuleClass {
  const SOURCE = Symbol(`source of ${receiver.name}`);
  const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<CodeSource>({
    moduleName: receiver.name,
    optionsInjectionToken: SOURCE,
    alwaysTransient: true,
  }).build();

  @Module({ imports: [ReceiverRegistryModule] })
  class DefinedReceiverModule extends ConfigurableModuleClass {
    static readonly receiver = receiver;

    constructor(@Inject(ReceiverRegistry) registry: ReceiverRegistry, @Optional() @Inject(SOURCE) source?: CodeSource) {
      super();
      registry.add(receiver);
      if (source !== undefined) registry.addSource(receiver, source);
    }
  }
  return DefinedReceiverModule;
}
