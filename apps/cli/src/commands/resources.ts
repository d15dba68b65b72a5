import { writeExactJson } from '@kanca/core';
import { Command } from 'commander';
import { CommandFailed } from '../command-failed.js';
import { readSecret } from '../read-data.js';
import { sessionOf } from '../session.js';
import { sourceIdOf } from '../sources-of-the-hub.js';
import { cell, table, type Row } from '../table.js';
import { act } from './act.js';
import { awaitSecretCommand } from './await-secret.js';
import { createKey } from './keys.js';
import { reVerifyCommand } from './re-verify.js';
import { remove } from './remove.js';
import { resendToCommand } from './resend-to.js';
import { resumeCommand } from './resume.js';
import { sourceSecretsCommand } from './source-secrets.js';
import { subscriptionCommands } from './subscriptions/subscription-commands.js';

interface Resource {
  readonly name: string;
  readonly columns: readonly string[];
  /** Query options of `ls`. */
  readonly filters: readonly string[];
}

const RESOURCES: readonly Resource[] = [
  { name: 'sources', columns: ['id', 'provider', 'name', 'state', 'url'], filters: [] },
  { name: 'subscriptions', columns: ['id', 'state', 'filters', 'uri'], filters: ['key', 'state', 'type'] },
  { name: 'events', columns: ['id', 'receivedAt', 'type', 'source'], filters: ['type', 'state', 'since', 'until'] },
  {
    name: 'deliveries',
    columns: ['id', 'state', 'waitsFor', 'attemptCount', 'event.type', 'consumer.name'],
    filters: ['state', 'consumer', 'type', 'since'],
  },
  { name: 'handlers', columns: ['id', 'state', 'name', 'filters'], filters: [] },
  { name: 'replays', columns: ['id', 'state', 'createdAt', 'progress.made', 'progress.hastened'], filters: [] },
  {
    name: 'rejections',
    columns: ['id', 'receivedAt', 'source.uri', 'status', 'diagnosis'],
    filters: ['source', 'provider', 'code', 'since', 'until'],
  },
  { name: 'providers', columns: ['name', 'assurance', 'title'], filters: [] },
  { name: 'keys', columns: ['id', 'name', 'scopes', 'tenant'], filters: [] },
];

/** Short lists, which the API gives whole. */
const UNPAGED: readonly string[] = ['handlers', 'keys', 'providers'];
const WITHOUT_GET: readonly string[] = ['handlers', 'keys'];

/** `kanca <resource> ls|get`, and what else can be done with each. */
export function resourceCommands(): readonly Command[] {
  const commands = RESOURCES.map((resource) => {
    const command = new Command(resource.name).description(`List and show ${resource.name}.`);
    command.addCommand(listCommand(resource));
    if (!WITHOUT_GET.includes(resource.name)) command.addCommand(getCommand(resource.name));
    return command;
  });
  for (const command of commands) for (const extra of extras(command.name())) command.addCommand(extra);
  return commands;
}

function listCommand({ name, columns, filters }: Resource): Command {
  const command = new Command('ls').description(`List ${name}.`);
  if (!UNPAGED.includes(name)) command.option('--limit <n>', '1 to 200', '50');
  for (const filter of filters) command.option(`--${filter} <value>`);
  return command.action(async (options: Record<string, string>, self: Command) => {
    const { api, print } = sessionOf(self);
    const isPaged = !UNPAGED.includes(name);
    const { source } = options;
    if (name === 'rejections' && source !== undefined) options['source'] = await sourceIdOf(api, source);
    const page = await api.call<{ data: Row[] }>(`/${name}`, {
      query: isPaged ? Object.fromEntries(['limit', ...filters].map((key) => [key, options[key]])) : {},
    });
    print(page, page.data.length === 0 ? [`no ${name}`] : table(page.data, columns));
  });
}

function getCommand(name: string): Command {
  return new Command('get')
    .description(`Show one of the ${name}.`)
    .argument('<id>')
    .action(async (id: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const found = await api.call<Row>(`/${name}/${encodeURIComponent(id)}`);
      print(found, [writeExactJson(found, { indent: 2 })]);
    });
}

function extras(resource: string): readonly Command[] {
  switch (resource) {
    case 'sources':
      return [createSource(), awaitSecretCommand(), sourceSecretsCommand(), remove('sources')];
    case 'subscriptions':
      return subscriptionCommands();
    case 'deliveries':
      return [act('deliveries', 'retry'), act('deliveries', 'cancel'), resendToCommand()];
    case 'rejections':
      return [reVerifyCommand()];
    case 'handlers':
      return [act('handlers', 'pause'), resumeCommand('handlers'), remove('handlers')];
    case 'keys':
      return [createKey(), remove('keys')];
    case 'replays':
      return [act('replays', 'cancel'), act('replays', 'pause'), act('replays', 'resume')];
    default:
      return [];
  }
}

function createSource(): Command {
  return new Command('create')
    .description('Make a source: an account of a provider that may send to the hub.')
    .argument('<provider>')
    .option('--id <id>', 'the last part of its URL, when the provider has several sources')
    .option('--secret <secret...>', 'the secret, @file or @-; may be given more than once, newest first')
    .option('--option <name=value...>', "the provider's other settings")
    .action(async (provider: string, options: { id?: string; secret?: string[]; option?: string[] }, self: Command) => {
      const { api, print } = sessionOf(self);
      const source = await api.call<Row>('/sources', {
        method: 'POST',
        body: {
          provider,
          id: options.id,
          secrets: (options.secret ?? []).map(readSecret),
          options: Object.fromEntries((options.option ?? []).map(settingOf)),
        },
      });
      print(source, [
        `${cell(source, 'id')}  ${cell(source, 'state')}`,
        `  send webhooks to  ${cell(source, 'url')}`,
        `  try it with       kanca trigger ${provider}${options.id === undefined ? '' : ` --source ${options.id}`}`,
      ]);
    });
}

function settingOf(assignment: string): readonly [string, unknown] {
  const at = assignment.indexOf('=');
  if (at < 1) throw new CommandFailed(`--option takes name=value, got ${JSON.stringify(assignment)}.`);
  const value = assignment.slice(at + 1);
  try {
    return [assignment.slice(0, at), JSON.parse(value)];
  } catch {
    return [assignment.slice(0, at), value];
  }
}
