import { Command } from 'commander';
import { paged } from '../hub/paged.js';
import { listOf, moreLine, type PageOptions } from '../hub/pages.js';
import { sessionOf } from '../hub/session.js';
import { TIMES, timeOrNone } from '../input/time-of.js';
import { CommandFailed } from '../output/command-failed.js';
import { table } from '../output/table.js';

interface Verdict {
  readonly ok: boolean;
  readonly records: number;
  readonly problem: string | null;
}

type Filters = Readonly<Record<'actor' | 'action' | 'resource' | 'since' | 'until', string | undefined>>;

/** `kanca audit ls|verify` */
export function auditCommand(): Command {
  return new Command('audit')
    .description('List who changed what, and find out whether somebody changed that record.')
    .addCommand(list())
    .addCommand(verify());
}

function list(): Command {
  return paged(new Command('ls').description('List changes, the newest first.'))
    .option('--actor <actor>', 'only by one key or user: key_…, usr_…')
    .option('--action <action>', 'only actions that begin so: DELETE, "POST /keys"')
    .option('--resource <resource>', 'only of resources that begin so: /subscriptions/sub_…')
    .option('--since <since>', `only from then on: ${TIMES}`)
    .option('--until <until>', 'only before then; as for --since')
    .action(async (options: PageOptions & Filters, self: Command) => {
      const { api, print } = sessionOf(self);
      const { actor, action, resource } = options;
      const since = timeOrNone('--since', options.since);
      const until = timeOrNone('--until', options.until);
      const page = await listOf(api, '/audit', options, { actor, action, resource, since, until });
      const columns = ['seq', 'at', 'actor.name', 'action', 'resource', 'status'];
      print(page, page.data.length === 0 ? ['no changes'] : [...table(page.data, columns), ...moreLine(page)]);
    });
}

function verify(): Command {
  return new Command('verify')
    .description('Look at every record: whether it is there, and is as it was written.')
    .action(async (_options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const verdict = await api.call<Verdict>('/audit/verify');
      if (!verdict.ok)
        throw new CommandFailed(
          `The record of changes is not whole: ${verdict.problem ?? ''}. ${String(verdict.records)} records before it are as they were written.`,
          { code: 'audit_broken' },
        );
      print(verdict, [`All ${String(verdict.records)} records are there, as they were written.`]);
    });
}
