import { Command } from 'commander';
import { sessionOf } from '../hub/session.js';
import { sourceIdOf } from '../hub/sources-of-the-hub.js';
import { TIMES, timeOrNone } from '../input/time-of.js';

interface ReVerified {
  readonly examined: number;
  readonly accepted: number;
  readonly refused: number;
  readonly incomplete: number;
  readonly data: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly diagnosis: string | null;
    readonly events: readonly string[];
  }[];
}

interface ReVerifyOptions {
  readonly source?: string;
  readonly provider?: string;
  readonly code?: string;
  readonly since?: string;
  readonly until?: string;
  readonly dryRun?: boolean;
}

/** `kanca rejections re-verify`: after a secret was mended, what was genuine is let in. */
export function reVerifyCommand(): Command {
  return new Command('re-verify')
    .description('Try refused requests again, after a secret or the public URL was mended.')
    .option('--source <source>', 'its id (src_…), or the end of its URL: github, github/acme')
    .option('--provider <provider>', 'only what came for a provider: github')
    .option('--code <code>', 'only with a code: signature_invalid, source_not_ready, …')
    .option('--since <time>', `refused from then on: ${TIMES}`)
    .option('--until <time>', 'refused before then; as for --since')
    .option('--dry-run', 'only say what would become of them')
    .action(async ({ dryRun = false, source, since, until, ...rest }: ReVerifyOptions, self: Command) => {
      const { api, print } = sessionOf(self);
      const sourceId = source === undefined ? undefined : await sourceIdOf(api, source);
      const filter = { ...rest, since: timeOrNone('--since', since), until: timeOrNone('--until', until) };
      const result = await api.call<ReVerified>('/rejections/re-verify', {
        method: 'POST',
        body: { filter: { ...filter, source: sourceId }, dryRun },
      });
      print(result, [...result.data.map(lineOf), summaryOf(result, dryRun)]);
    });
}

function lineOf({ id, outcome, diagnosis, events }: ReVerified['data'][number]): string {
  return `${id}  ${outcome.padEnd(10)}  ${diagnosis ?? events.join(',')}`.trimEnd();
}

function summaryOf({ examined, accepted, refused, incomplete }: ReVerified, isDryRun: boolean): string {
  const counts = [`${String(accepted)} accepted`, `${String(refused)} refused`];
  if (incomplete > 0) counts.push(`${String(incomplete)} too large to have been kept whole`);
  return `${String(examined)} examined: ${counts.join(', ')}${isDryRun ? ' (dry run: nothing was stored)' : ''}`;
}
