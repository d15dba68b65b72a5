import type { ReceiverDefinition, ReceiverModuleClass } from './kit/index.js';

/** A receiver that is shipped, and the module that registers it. */
export interface CatalogueEntry {
  readonly receiver: ReceiverDefinition;
  readonly module: ReceiverModuleClass;
}
