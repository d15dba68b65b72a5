import type { Command } from 'commander';
import { SETTING_OPTIONS } from '../input/setting-options.js';

/** Fields of the API whose option has another name. */
const OPTION_OF_FIELD: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(SETTING_OPTIONS.map(({ field, attribute }) => [field, [attribute]])),
  filters: ['filter'],
  secrets: ['secret'],
  options: ['option'],
  scopes: ['scope'],
  leaseSeconds: ['lease', 'for'],
  waitSeconds: ['wait'],
  overlapSeconds: ['overlap'],
  retryAfterSeconds: ['retryAfter'],
  silentAfterSeconds: ['silentAfter'],
  expiresAt: ['until'],
  name: ['id'],
};

/**
 * What a user calls a field of the API: `--filter` for `filters.0`, `<type>` for `type`. A field that the command has no word for keeps its name.
 * @param field a dotted path, as problems of the API name it
 */
export function flagOf(command: Command, field: string): string {
  const [first = '', ...rest] = field.startsWith('filter.') ? field.split('.').slice(1) : field.split('.');
  const place = /^\d+$/.test(rest[0] ?? '') && rest[0] !== '0' ? ` (value ${String(Number(rest[0]) + 1)})` : '';
  for (const name of [first, ...(OPTION_OF_FIELD[first] ?? [])]) {
    const option = command.options.find((one) => one.attributeName() === name);
    if (option?.long != null) return option.long + place;
  }
  const argument = command.registeredArguments.find((one) => one.name() === first);
  return argument === undefined ? field : `<${argument.name()}>${place}`;
}

/** A sentence of the API in the words of the command: `filters.0 …; since …` becomes `--filter …; --since …`. */
export function inFlags(command: Command, detail: string, fields: readonly string[]): string {
  return fields.reduce((text, field) => {
    const named = new RegExp(`(^|; )${field.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=[ :])`);
    return text.replace(named, (_all, before: string) => before + flagOf(command, field));
  }, detail);
}
