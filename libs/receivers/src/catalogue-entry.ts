import type { ReceiverDefinition } from './kit/receiver-definition.js';
import type { ReceiverModuleClass } from './kit/receiver.module.js';

/** A receiver that is shipped, and the module that registers it. */
export interface CatalogueEntry {
  readonly receiver: ReceiverDefinition;
  readonly module: ReceiverModuleClass;
}
