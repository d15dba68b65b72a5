import { eventTypeProblems, SchemaCompiler } from '@kanca/sender/management';
import { ConfiguredEventType as EventTypeEntry } from '../api/event-types/event-type.dto.js';
import type { ConfigProblem } from './config-problem.js';
import { listOf } from './file-sources-and-subscriptions.js';
import type { ConfiguredEventType } from './hub-config.js';
import type { ConfigFile } from './read-kanca-yaml.js';

/** The event types of the file, each with a schema that can be used and an example that fits it. */
export function configuredEventTypes(
  { name: file, content }: ConfigFile,
  problems: ConfigProblem[],
): readonly ConfiguredEventType[] {
  const path = `${file}: eventTypes`;
  const eventTypes = listOf(content['eventTypes'], path, EventTypeEntry, problems);
  if (eventTypes.length === 0) return eventTypes;
  const compiler = new SchemaCompiler();
  for (const { name, ...input } of eventTypes)
    for (const { field, problem } of eventTypeProblems(name, input, compiler))
      problems.push({
        name: `${path}: ${name}: ${field}`,
        value: name,
        expected: `something else, because it ${problem}`,
        example: '{ name: invoice.paid, schema: { type: object } }',
      });
  return eventTypes;
}
