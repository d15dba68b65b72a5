import { Command } from 'commander';
import { paged } from '../hub/paged.js';
import { listOf, moreLine, type PageOptions } from '../hub/pages.js';
import { readJson } from '../input/read-data.js';
import { sessionOf } from '../hub/session.js';
import { cell, table, type Row } from '../output/table.js';

interface PutOptions {
  readonly description?: string;
  readonly schema?: string;
  readonly example?: string;
  readonly validation?: string;
  readonly retry?: string;
  readonly deprecated?: boolean;
  readonly tenant?: string;
  readonly force?: boolean;
}

const COLUMNS = ['name', 'tenant', 'validation', 'deprecated', 'description'];

/** `kanca event-types ls|get|put|rm`. */
export function eventTypesCommand(): Command {
  return new Command('event-types')
    .description(
      'List, show, add, change and remove event types: what is published here, and what its data looks like.',
    )
    .addCommand(listCommand())
    .addCommand(getCommand())
    .addCommand(putCommand())
    .addCommand(removeCommand());
}

function listCommand(): Command {
  const command = new Command('ls').description('List event types by name.');
  return paged(command).action(async (options: PageOptions, self: Command) => {
    const { api, print } = sessionOf(self);
    const page = await listOf(api, '/event-types', options);
    print(page, page.data.length === 0 ? ['no event types'] : [...table(page.data, COLUMNS), ...moreLine(page)]);
  });
}

function getCommand(): Command {
  return new Command('get')
    .description('Show an event type with its schema and its example.')
    .argument('<name>', 'dotted, as kanca event-types ls shows it: invoice.paid')
    .option('--tenant <tenant>', 'whose event type; that of the API key when it is missing')
    .action(async (name: string, { tenant }: { tenant?: string }, self: Command) => {
      const { api, print } = sessionOf(self);
      const found = await api.call<Row>(pathOf(name), { query: { tenant } });
      print(found, [JSON.stringify(found, null, 2)]);
    });
}

function putCommand(): Command {
  return new Command('put')
    .description('Add an event type, or make it be what is given: what is left out is not kept.')
    .argument('<name>', 'dotted: invoice.paid')
    .option('--description <text>', 'what it tells, in your own words')
    .option('--schema <json>', 'JSON Schema of the data: JSON, @file or @-')
    .option('--example <json>', 'a sample of the data: JSON, @file or @-')
    .option('--validation <what>', 'what happens to data that does not fit the schema: off, warn or reject')
    .option('--retry <json>', 'retry policy: {"kind":"list","delaysMs":[5000]}')
    .option('--deprecated', 'publishers are warned')
    .option('--tenant <tenant>', 'whose event type; that of the API key when it is missing')
    .option('--force', 'change the schema although somebody may trip over it')
    .action(async (name: string, { schema, example, retry, force, ...rest }: PutOptions, self: Command) => {
      const { api, print } = sessionOf(self);
      const put = await api.call<Row & { breaking: { field: string; problem: string }[] }>(pathOf(name), {
        method: 'PUT',
        query: { force: force === true ? 'true' : undefined },
        body: {
          ...rest,
          schema: jsonOf('--schema', schema),
          example: jsonOf('--example', example),
          retry: jsonOf('--retry', retry),
        },
      });
      const broken = put.breaking.map(({ field, problem }) => `  ${field} ${problem}`);
      print(put, [
        `${cell(put, 'name')}  saved${broken.length === 0 ? '' : ', and somebody may trip over this:'}`,
        ...broken,
      ]);
    });
}

function removeCommand(): Command {
  return new Command('rm')
    .description('Remove an event type; its events can be published as before.')
    .argument('<name>', 'dotted, as kanca event-types ls shows it: invoice.paid')
    .option('--tenant <tenant>', 'whose event type; that of the API key when it is missing')
    .action(async (name: string, { tenant }: { tenant?: string }, self: Command) => {
      const { api, print } = sessionOf(self);
      await api.call(pathOf(name), { method: 'DELETE', query: { tenant } });
      print({ name }, [`${name}  removed`]);
    });
}

function pathOf(name: string): string {
  return `/event-types/${encodeURIComponent(name)}`;
}

function jsonOf(option: string, argument: string | undefined): unknown {
  return argument === undefined ? undefined : readJson(argument, option);
}
