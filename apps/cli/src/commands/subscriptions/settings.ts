import { Option, type Command } from 'commander';
import { CommandFailed } from '../../output/command-failed.js';
import { readJson } from '../../input/read-data.js';
import { numberOf } from '../../input/number-of.js';

/** What is set when a subscription is made, and changed later. */
export interface SettingsOptions {
  readonly uri?: string;
  readonly filter?: readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly where?: string;
  readonly rateLimit?: string;
  readonly orderBy?: string;
  readonly onPoison?: string;
  readonly concurrency?: string;
  readonly timeout?: string;
  readonly header?: readonly string[];
  readonly method?: string;
  readonly giveUpOn?: readonly string[];
  readonly deletedBody?: string;
}

const NONE = 'none';

/** Gives a command the options that `settingsOf` reads. */
export function withSettings(command: Command): Command {
  return command
    .option('--uri <uri>', 'where notifications go')
    .option('--filter <pattern...>', "event type patterns: 'invoice.*' '!invoice.draft'")
    .option('--description <text>', 'what it is for, in your own words')
    .option('--format <format>', 'standard, cloudevents, raw, aspnet, fastcomments, or one of your own')
    .option('--where <json>', 'which events, by what is in them: JSON, @file or @-; none for all of them')
    .option('--rate-limit <n>', 'deliveries a second at most, or none')
    .option('--order-by <path>', 'one after the other for each value there: data.customer.id, or none')
    .addOption(
      new Option(
        '--on-poison <what>',
        'what a delivery that cannot succeed means for the later ones of its key',
      ).choices(['skip', 'block']),
    )
    .option('--concurrency <n>', 'deliveries at the same time')
    .option('--timeout <ms>', 'how long an answer may take, in milliseconds')
    .option('--method <method>', 'POST, PUT, PATCH or DELETE; none for that of the format')
    .option('--give-up-on <status...>', 'answers that end a delivery at once: 400 422; none for no such answers')
    .option(
      '--deleted-body <what>',
      'of a deletion in the format fastcomments: id or data; none for what the format says',
    )
    .option(
      '--header <name=value...>',
      'sent with every notification, instead of those there were; none for no headers',
    );
}

/**
 * The settings as the API takes them. What was not given is undefined, so that it is left alone.
 * @throws CommandFailed naming the option that cannot be read
 */
export function settingsOf(options: SettingsOptions): Readonly<Record<string, unknown>> {
  return {
    uri: options.uri,
    filters: options.filter,
    description: options.description,
    format: options.format,
    where: orNone(options.where, (text) => readJson(text, '--where')),
    rateLimit: orNone(options.rateLimit, (text) => numberOf('--rate-limit', text)),
    orderBy: orNone(options.orderBy, (text) => text),
    onPoison: options.onPoison,
    concurrency: options.concurrency === undefined ? undefined : numberOf('--concurrency', options.concurrency),
    timeoutMs: options.timeout === undefined ? undefined : numberOf('--timeout', options.timeout),
    method: orNone(options.method, (text) => text.toUpperCase()),
    noRetryStatuses: options.giveUpOn === undefined ? undefined : statusesOf(options.giveUpOn),
    deletedBody: orNone(options.deletedBody, (text) => text),
    headers: options.header === undefined ? undefined : headersOf(options.header),
  };
}

function statusesOf(statuses: readonly string[]): readonly number[] {
  if (statuses.length === 1 && statuses[0] === NONE) return [];
  return statuses.flatMap((list) => list.split(',')).map((status) => numberOf('--give-up-on', status));
}

/** Null is what takes a setting away. */
function orNone(text: string | undefined, read: (text: string) => unknown): unknown {
  if (text === undefined) return undefined;
  return text === NONE ? null : read(text);
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
