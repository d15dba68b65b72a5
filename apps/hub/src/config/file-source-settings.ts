import { didYouMean } from '@kanca/core';
import {
  catalogue,
  problemOfName,
  problemsOfOptions,
  problemsOfSecrets,
  type ReceiverDefinition,
} from '@kanca/receivers';
import { maskedValue, type ConfigProblem } from './config-problem.js';
import type { ConfiguredSource } from './hub-config.js';

/** A source of the file, and where it stands there. */
export interface PlacedSource {
  readonly path: string;
  readonly source: ConfiguredSource;
}

/**
 * Settings from the environment (`${TOL}`) are texts: the provider's own options say which of them are numbers and yes or no. What is
 * wrong goes to the problems, so that it is told before a database is made.
 * @param mayBringMore whether KANCA_MODULES names modules: a provider that is not known here may be one of theirs
 */
export function checkedSource(
  { path, source }: PlacedSource,
  mayBringMore: boolean,
  problems: ConfigProblem[],
): ConfiguredSource {
  const wrongName = problemOfName(source.id);
  if (wrongName !== null)
    problems.push({
      name: `${path}.id`,
      value: source.id ?? '',
      expected: wrongName.replace(/^has to /, 'a name that has to '),
      example: '{ provider: github, id: acme, secrets: ["…"] }',
    });
  const receiver = catalogue.find(({ receiver: { name } }) => name === source.provider)?.receiver;
  if (receiver === undefined) {
    const names = catalogue.map((entry) => entry.receiver.name);
    if (!mayBringMore)
      problems.push({
        name: `${path}.provider`,
        value: source.provider,
        expected:
          didYouMean(source.provider, names) || 'the name of a provider: docs/reference/providers.md has them all',
        example: '{ provider: github, secrets: ["…"] }',
      });
    return source;
  }
  const options = typedOptions(receiver, source.options);
  const wrongOptions = problemsOfOptions(receiver, options);
  const wrong = [
    ...wrongOptions,
    ...problemsOfSecrets(receiver, source.secrets, wrongOptions.length > 0 ? {} : options),
  ];
  for (const { field, problem } of wrong) {
    const name = `${path}.${field}`;
    const option = field.startsWith('options.') ? options[field.slice('options.'.length)] : undefined;
    problems.push({
      name,
      value: maskedValue(field.startsWith('secrets') ? 'secret' : name, option),
      expected: problem.replace(/^has to be /, ''),
      example: '{ provider: github, secrets: ["…"] }',
    });
  }
  return { ...source, options };
}

function typedOptions(
  receiver: ReceiverDefinition,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kinds = new Map(receiver.options.map(({ name, kind }) => [name, kind]));
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'string' ? typed(value, kinds.get(name)) : value,
    ]),
  );
}

function typed(text: string, kind: string | undefined): unknown {
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
