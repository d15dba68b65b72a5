import { Command } from 'commander';
import { CommandFailed } from '../output/command-failed.js';
import { NAMED, pathOfOne } from '../hub/one-of.js';
import { readJson } from '../input/read-data.js';
import { sessionOf } from '../hub/session.js';

interface Answer {
  readonly matched: boolean;
  readonly because: string;
  readonly checks: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly reason: string;
    readonly conditions?: readonly {
      readonly condition: string;
      readonly passed: boolean;
      readonly found: string | null;
    }[];
  }[];
  readonly delivery: { readonly id: string; readonly state: string; readonly attemptCount: number } | null;
}

/** `kanca why evt_… sub_…`, and `kanca why invoice.paid sub_… --data '{"amount":1}'`. */
export function whyCommand(): Command {
  return new Command('why')
    .description('Why a subscription heard of an event, or did not, or will later.')
    .argument('<event>', 'evt_…, or an event type for an event that nobody has published')
    .argument('<subscription>', NAMED.subscriptions)
    .option('--data <json>', 'data of an event that nobody has published: JSON, @file or @-')
    .action(async (event: string, subscription: string, { data }: { data?: string }, self: Command) => {
      const { api, print } = sessionOf(self);
      const isPublished = event.startsWith('evt_');
      if (isPublished && data !== undefined)
        throw new CommandFailed('--data is for an event that nobody has published: name its type instead of an id.');
      const path = `${await pathOfOne(api, 'subscriptions', subscription)}/why`;
      const answer = isPublished
        ? await api.call<Answer>(path, { query: { event } })
        : await api.call<Answer>(path, {
            method: 'POST',
            body: { type: event, data: data === undefined ? {} : readJson(data, '--data') },
          });
      print(answer, linesOf(answer));
    });
}

function linesOf({ matched, because, checks, delivery }: Answer): readonly string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return [
    `${matched ? 'matched' : 'not matched'}: ${because}`,
    ...checks.flatMap(({ name, passed, reason, conditions = [] }) => [
      `  ${mark(passed)}  ${name.padEnd(width)}  ${reason}`,
      ...conditions.map(
        (one) => `       ${mark(one.passed)}  ${one.condition}${one.found === null ? '' : `  (found ${one.found})`}`,
      ),
    ]),
    ...(delivery === null
      ? []
      : [`  ${delivery.id}  ${delivery.state}, attempts so far: ${String(delivery.attemptCount)}`]),
  ];
}

function mark(passed: boolean): string {
  return passed ? 'yes' : 'no ';
}
