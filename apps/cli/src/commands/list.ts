import { Command } from 'commander';
import { consumerOf, type ResourceName } from '../hub/one-of.js';
import { paged } from '../hub/paged.js';
import { listOf, moreLine, type Page, type PageOptions } from '../hub/pages.js';
import { sessionOf } from '../hub/session.js';
import { sourceIdOf } from '../hub/sources-of-the-hub.js';
import { table } from '../output/table.js';
import { TIMES, timeOrNone } from '../input/time-of.js';

export interface Listed {
  readonly name: ResourceName;
  readonly columns: readonly string[];
  /** What each option of `ls` takes, by its flag. */
  readonly filters: Readonly<Record<string, string>>;
  /** The API gives a short list whole. */
  readonly isShort?: boolean;
}

type Filters = Readonly<Record<string, string | undefined>>;

/** How `--type`, `--since` and `--until` are told everywhere. */
export const TYPE_FILTER = 'only of an event type: github.push, or a pattern: stripe.*';
export const SINCE_FILTER = `only from then on: ${TIMES}`;
export const UNTIL_FILTER = 'only before then; as for --since';

/** `kanca events ls --since 1h --all` */
export function listCommand({ name, columns, filters, isShort = false }: Listed): Command {
  const command = new Command('ls').description(`List ${name}${isShort ? '' : ', the newest first'}.`);
  if (!isShort) paged(command);
  for (const [flag, text] of Object.entries(filters)) command.option(`--${flag} <${flag}>`, text);
  return command.action(async (options: PageOptions & Filters, self: Command) => {
    const { api, print } = sessionOf(self);
    const query: Filters = {
      ...Object.fromEntries(Object.keys(filters).map((flag) => [flag, options[flag]])),
      ...('since' in filters && { since: timeOrNone('--since', options['since']) }),
      ...('until' in filters && { until: timeOrNone('--until', options['until']) }),
      ...(options['source'] !== undefined && { source: await sourceIdOf(api, options['source']) }),
      ...(options['consumer'] !== undefined && { consumer: await consumerOf(api, options['consumer']) }),
    };
    const page = isShort ? await api.call<Page>(`/${name}`) : await listOf(api, `/${name}`, options, query);
    print(page, page.data.length === 0 ? [`no ${name}`] : [...table(page.data, columns), ...moreLine(page)]);
  });
}
