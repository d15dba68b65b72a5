import { writeExactJson } from '@kanca/core';
import { Command } from 'commander';
import type { ApiClient } from '../hub/api-client.js';
import { CommandFailed } from '../output/command-failed.js';
import { NAMED, pathOfOne, type ResourceName } from '../hub/one-of.js';
import { sessionOf } from '../hub/session.js';
import { printableJson } from '../output/print.js';
import type { Row } from '../output/table.js';

/** `kanca sources get github` */
export function getCommand(name: ResourceName, text: string): Command {
  return new Command('get')
    .description(text)
    .argument('<id>', NAMED[name])
    .action(async (id: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const found =
        name === 'handlers' ? await handlerOf(api, id) : await api.call<Row>(await pathOfOne(api, name, id));
      print(found, [printableJson(writeExactJson(found, { indent: 2 }))]);
    });
}

/** There are few handlers, and the API gives them all at once. */
async function handlerOf(api: ApiClient, given: string): Promise<Row> {
  const { data } = await api.call<{ data: readonly Row[] }>('/handlers');
  const found = data.find(({ id, name }) => id === given || name === given);
  if (found === undefined)
    throw new CommandFailed(
      `There is no handler ${JSON.stringify(given)}: give its name or its id (hdl_…). kanca handlers ls shows them.`,
      { code: 'not_found' },
    );
  return found;
}
