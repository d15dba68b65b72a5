import { Command } from 'commander';
import { act } from '../commands/act.js';
import { getCommand } from '../commands/get.js';
import { createKey } from '../commands/keys.js';
import { listCommand, SINCE_FILTER, TYPE_FILTER, UNTIL_FILTER, type Listed } from '../commands/list.js';
import { reVerifyCommand } from '../commands/re-verify.js';
import { remove } from '../commands/remove.js';
import { resendToCommand } from '../commands/resend-to.js';
import { resumeCommand } from '../commands/resume.js';
import { awaitSecretCommand } from '../commands/sources/await-secret.js';
import { createSource } from '../commands/sources/create.js';
import { sourceSecretsCommand } from '../commands/sources/secrets.js';
import { updateSource } from '../commands/sources/update.js';
import { createUser } from '../commands/users.js';
import { subscriptionCommands } from '../commands/subscriptions/subscription-commands.js';

interface Resource extends Listed {
  readonly description: string;
  /** What `get` shows; there is none when it is missing. */
  readonly get?: string;
  /** What else can be done with it. */
  readonly commands?: readonly Command[];
}

const DELIVERY_STATES = 'pending, running, delivered, dead, held or cancelled';

function resources(): readonly Resource[] {
  return [
    {
      name: 'sources',
      description: 'List, show, create, change and remove sources: the accounts of providers that send to the hub.',
      columns: ['id', 'provider', 'name', 'state', 'url'],
      filters: {},
      get: 'Show a source with its URL, its options and when its secrets were added.',
      commands: [
        createSource(),
        updateSource(),
        awaitSecretCommand(),
        sourceSecretsCommand(),
        remove('sources', 'Remove a source. Its URL is refused from then on; its events stay.'),
      ],
    },
    {
      name: 'subscriptions',
      description:
        'List, show, create, change, pause, test and remove subscriptions: those that the hub sends events to.',
      columns: ['id', 'state', 'filters', 'uri'],
      filters: {
        key: 'only the one with this key',
        state: 'only in a state: enabled, paused or disabled',
        type: 'only those that hear of an event type: invoice.paid',
      },
      get: 'Show a subscription with its settings.',
      commands: subscriptionCommands(),
    },
    {
      name: 'events',
      description: 'List and show events, which were received or published.',
      columns: ['id', 'receivedAt', 'type', 'source'],
      filters: {
        type: TYPE_FILTER,
        state: `only with a delivery in a state: ${DELIVERY_STATES}`,
        since: SINCE_FILTER,
        until: UNTIL_FILTER,
      },
      get: 'Show an event with its data and its deliveries.',
    },
    {
      name: 'deliveries',
      description: 'List, show, retry and cancel deliveries: one event on its way to one handler or subscription.',
      columns: ['id', 'state', 'waitsFor', 'attemptCount', 'event.type', 'consumer.name'],
      filters: {
        state: `only in a state: ${DELIVERY_STATES}`,
        consumer: 'only to one: the id (sub_…, hdl_…), key or name of a subscription or a handler',
        type: TYPE_FILTER,
        since: SINCE_FILTER,
        resolved: 'true: only dead letters that a later delivery resolved; false: all but those',
      },
      get: 'Show a delivery with its attempts.',
      commands: [
        act('deliveries', 'retry', 'Make one more attempt now, also of a dead letter.'),
        act('deliveries', 'cancel', 'Cancel a delivery that waits. It is not attempted again.'),
        resendToCommand(),
      ],
    },
    {
      name: 'handlers',
      description: 'List, show, pause, resume and remove handlers: your own code that runs in the hub.',
      columns: ['id', 'state', 'name', 'filters'],
      filters: {},
      isShort: true,
      get: 'Show a handler with its settings.',
      commands: [
        act('handlers', 'pause', 'Hold the deliveries of a handler. Events keep arriving.'),
        resumeCommand('handlers'),
        remove('handlers', 'Forget a handler whose code is gone, and cancel what it has waiting.'),
      ],
    },
    {
      name: 'replays',
      description:
        'List, show, pause, resume and cancel replays: jobs that deliver events again. kanca replay starts one.',
      columns: ['id', 'state', 'createdAt', 'progress.made', 'progress.hastened'],
      filters: {},
      get: 'Show a replay, and how far it has come.',
      commands: [
        act('replays', 'cancel', 'Make no more deliveries. Those that were made stay.'),
        act('replays', 'pause', 'Make no more deliveries for now.'),
        act('replays', 'resume', 'Go on where a paused or failed replay stopped.'),
      ],
    },
    {
      name: 'rejections',
      description: 'List and show refused requests with the reasons, and try them again.',
      columns: ['id', 'receivedAt', 'source.uri', 'status', 'diagnosis'],
      filters: {
        source: 'only of a source: its id (src_…), or the end of its URL: github, github/acme',
        provider: 'only of a provider: github',
        code: 'only with a code: signature_invalid, source_not_ready, …',
        since: SINCE_FILTER,
        until: UNTIL_FILTER,
      },
      get: 'Show a refused request, why it was refused, and what to do about it.',
      commands: [reVerifyCommand()],
    },
    {
      name: 'providers',
      description: 'List and show the providers that the hub has a receiver for.',
      columns: ['name', 'assurance', 'title'],
      filters: {},
      isShort: true,
      get: 'Show a provider with its settings, its events and its samples.',
    },
    {
      name: 'keys',
      description: 'List, create and revoke API keys.',
      columns: ['id', 'name', 'scopes', 'tenant'],
      filters: {},
      isShort: true,
      commands: [createKey(), remove('keys', 'Revoke an API key: within a second it is refused everywhere.')],
    },
    {
      name: 'users',
      description: 'List, create and remove users: the people who sign in.',
      columns: ['id', 'email', 'role', 'tenant', 'lastSignInAt'],
      filters: {},
      isShort: true,
      commands: [createUser(), remove('users', 'Remove a user. Their sessions end.')],
    },
  ];
}

/** `kanca <resource> ls|get`, and what else can be done with each. */
export function resourceCommands(): readonly Command[] {
  return resources().map((resource) => {
    const command = new Command(resource.name).description(resource.description).addCommand(listCommand(resource));
    if (resource.get !== undefined) command.addCommand(getCommand(resource.name, resource.get));
    for (const more of resource.commands ?? []) command.addCommand(more);
    return command;
  });
}
