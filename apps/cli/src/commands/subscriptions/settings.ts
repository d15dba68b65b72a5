import type { Setting } from '@kanca/sender/settings';
import type { Command } from 'commander';
import { CommandFailed } from '../../output/command-failed.js';
import { readJson } from '../../input/read-data.js';
import { numberOf } from '../../input/number-of.js';
import { optionOfSetting, SETTING_OPTIONS } from '../../input/setting-options.js';

/** What was given on the command line, by the names of the options. */
export type SettingsOptions = Readonly<Record<string, string | readonly string[] | true | undefined>>;

const NONE = 'none';

/** Gives a command the options that `settingsOf` reads. */
export function withSettings(command: Command): Command {
  command
    .option('--uri <uri>', 'where notifications go')
    .option('--filter <pattern...>', "event type patterns: 'invoice.*' '!invoice.draft'");
  for (const { setting } of SETTING_OPTIONS) {
    const option = optionOfSetting(setting);
    if (option !== undefined) command.addOption(option);
  }
  return command;
}

/**
 * The settings as the API takes them. What was not given is undefined, so that it is left alone.
 * @throws CommandFailed naming the option that cannot be read
 */
export function settingsOf(options: SettingsOptions): Readonly<Record<string, unknown>> {
  const settings = SETTING_OPTIONS.map(({ field, setting, attribute, long }) => {
    const given = options[attribute];
    return [field, given === undefined ? undefined : read(setting, [given].flat().map(String), long)] as const;
  });
  return { uri: options['uri'], filters: options['filter'], ...Object.fromEntries(settings) };
}

/** Null is what takes a setting away. */
function read({ type, nullable }: Setting, texts: readonly string[], option: string): unknown {
  const [text = ''] = texts;
  if (nullable === true && text === NONE) return null;
  switch (type.kind) {
    case 'whole':
    case 'number':
      return numberOf(option, text);
    case 'oneOf':
      return type.values.find((value) => value.toLowerCase() === text.toLowerCase()) ?? text;
    case 'wholes':
      return numbersOf(texts, option);
    case 'headers':
      return headersOf(texts);
    case 'flag':
      return text === 'true';
    case 'text':
    case 'format':
    case 'eventPath':
      return text;
    case 'object':
    case 'properties':
    case 'retryPolicy':
    case 'where':
    case 'signatures':
    case 'auth':
    case 'transformation':
      return readJson(text, option);
  }
}

function numbersOf(texts: readonly string[], option: string): readonly number[] {
  if (texts.length === 1 && texts[0] === NONE) return [];
  return texts.flatMap((list) => list.split(',')).map((one) => numberOf(option, one));
}

function headersOf(assignments: readonly string[]): Readonly<Record<string, string>> {
  if (assignments.length === 1 && assignments[0] === NONE) return {};
  return Object.fromEntries(assignments.map(headerOf));
}

/** It is not repeated where it is wrong: it may be a credential. */
function headerOf(assignment: string): readonly [string, string] {
  const at = assignment.indexOf('=');
  if (at < 1)
    throw new CommandFailed(
      "--header takes name=value, and one of them has no name or no '='. (--header none takes all away.)",
    );
  return [assignment.slice(0, at).trim(), assignment.slice(at + 1).trim()];
}
