import { KancaError } from '@kanca/core';
import type { OptionField, ReceiverDefinition } from '../receiver-definition.js';
import type { SourceOptions } from '../verify/scheme.js';

/** What a source sets: its secrets, newest first, and its options. */
export interface SourceSettings {
  readonly secrets: readonly string[];
  readonly options: SourceOptions;
  /** The ids of the encryption keys that its secrets were sealed with and that this hub does not have. */
  readonly missingKeys?: readonly string[] | undefined;
}

export interface SettingProblem {
  /** Dotted path: `secrets.0`, `options.toleranceSeconds`. */
  readonly field: string;
  readonly problem: string;
}

export const MAX_SECRETS = 10;
const MAX_SECRET_LENGTH = 4_096;

/**
 * A source's settings as they are written in `kanca.yaml` or sent to the API: `secrets` or the provider's own name for its secret,
 * and the other settings under `options` or beside them.
 * @example sourceSettings(slack, { signingSecret: '8f74…' }) // { secrets: ['8f74…'], options: {} }
 * @throws KancaError `invalid_request` naming every problem; never with the value of a secret
 */
export function sourceSettings(receiver: ReceiverDefinition, raw: Readonly<Record<string, unknown>>): SourceSettings {
  const names = receiver.secret === null ? [] : [receiver.secret.name, ...(receiver.secret.alsoNamed ?? [])];
  const secrets = ['secrets', ...names].flatMap((name) => listOf(raw[name]));
  const nested = raw['options'] ?? {};
  const beside = receiver.options.filter(({ name }) => Object.hasOwn(raw, name)).map(({ name }) => [name, raw[name]]);
  const isObject = typeof nested === 'object' && !Array.isArray(nested);
  const options = { ...(isObject ? nested : {}), ...Object.fromEntries(beside) } as SourceOptions;
  const wrongOptions = isObject
    ? problemsOfOptions(receiver, options)
    : [{ field: 'options', problem: 'has to be an object' }];
  // Options that are wrong say nothing about what a secret has to be.
  const problems = [...problemsOfSecrets(receiver, secrets, wrongOptions.length > 0 ? {} : options), ...wrongOptions];
  if (problems.length > 0) {
    const text = `${receiver.name}: ${problems.map(({ field, problem }) => `${field} ${problem}`).join('; ')}`;
    throw new KancaError('invalid_request', text.endsWith('?') ? text : `${text}.`, { problems });
  }
  return { secrets: [...new Set(secrets.filter((secret) => typeof secret === 'string'))], options };
}

/** What a draft of a source says that nobody reads: most likely a slip of the pen. */
export function unknownSettings(
  receiver: ReceiverDefinition,
  draft: Readonly<Record<string, unknown>>,
): readonly SettingProblem[] {
  const secrets = receiver.secret === null ? [] : [receiver.secret.name, ...(receiver.secret.alsoNamed ?? [])];
  const known = ['provider', 'name', 'secrets', 'options', ...secrets, ...receiver.options.map(({ name }) => name)];
  return Object.keys(draft)
    .filter((field) => !known.includes(field))
    .map((field) => ({
      field,
      problem: `is not a setting of ${receiver.title}: there are ${known.slice(2).join(', ')}`,
    }));
}

/** Everything that is wrong with a list of secrets of a source that has these options. */
export function problemsOfSecrets(
  receiver: ReceiverDefinition,
  secrets: readonly unknown[],
  options: SourceOptions,
): readonly SettingProblem[] {
  const problems = secrets.flatMap((secret, index) => {
    const problem = problemOfSecret(receiver, secret, options);
    return problem === null ? [] : [{ field: `secrets.${String(index)}`, problem }];
  });
  if (secrets.length > MAX_SECRETS)
    problems.push({ field: 'secrets', problem: `holds more than ${String(MAX_SECRETS)} secrets` });
  return problems;
}

/** Everything that is wrong with the options of a source of this receiver. */
export function problemsOfOptions(receiver: ReceiverDefinition, options: SourceOptions): readonly SettingProblem[] {
  const fields = new Map(receiver.options.map((field) => [field.name, field]));
  const known = fields.size === 0 ? 'there are none' : `there are ${[...fields.keys()].join(', ')}`;
  const problems = Object.entries(options).flatMap(([name, value]) => {
    const field = fields.get(name);
    const problem =
      field === undefined ? `is not an option of ${receiver.title}: ${known}` : problemOfOption(field, value);
    return problem === null ? [] : [{ field: `options.${name}`, problem }];
  });
  const missing = receiver.options
    .filter((field) => 'isRequired' in field && field.isRequired && !Object.hasOwn(options, field.name))
    .map(({ name, help }) => ({ field: `options.${name}`, problem: `is missing: ${help}` }));
  const found = [...problems, ...missing];
  if (found.length > 0) return found;
  return (receiver.checkOptions?.(options) ?? []).map(({ name, problem }) => ({ field: `options.${name}`, problem }));
}

function problemOfSecret(receiver: ReceiverDefinition, secret: unknown, options: SourceOptions): string | null {
  if (receiver.secret === null) return `is not used: ${receiver.title} proves its requests otherwise`;
  if (typeof secret !== 'string') return 'has to be a text';
  if (secret === '') return 'is empty';
  if (secret.trim() !== secret && !secret.startsWith('-----BEGIN'))
    return 'begins or ends with white space: was a line break copied with it?';
  if (secret.length > MAX_SECRET_LENGTH) return `is longer than ${String(MAX_SECRET_LENGTH)} characters`;
  return receiver.verify.problemOfSecret(secret, options);
}

function problemOfOption(field: OptionField, value: unknown): string | null {
  switch (field.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'has to be true or false';
    case 'number':
      return typeof value === 'number' && value >= field.min && value <= field.max
        ? null
        : `has to be a number from ${String(field.min)} to ${String(field.max)}`;
    case 'list':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== '')
        ? null
        : 'has to be a list of texts';
    case 'text':
      if (field.choices !== undefined && !field.choices.includes(String(value)))
        return `has to be one of ${field.choices.join(', ')}`;
      return problemOfText(value);
    case 'secret':
      return problemOfText(value);
  }
}

function problemOfText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? null : 'has to be a text that is not empty';
}

/** One secret, a list of them, or a map by the name that the provider gives to each. */
function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'object' && !Array.isArray(value)) return Object.values(value);
  return Array.isArray(value) ? value : [value];
}
