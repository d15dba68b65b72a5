import type { ReceiverDefinition } from '@kanca/receivers';
import type { SourceOptions } from '@kanca/receivers/kit';

/** The options that a source of this receiver has to have, with invented values. */
export function inventedOptions({ options }: ReceiverDefinition): SourceOptions {
  const required = options.filter((field) => 'isRequired' in field && field.isRequired);
  return Object.fromEntries(required.map(({ name }) => [name, `invented-${name}`]));
}
