import { Command } from 'commander';
import { NAMED } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { sourceIdOf } from '../../hub/sources-of-the-hub.js';
import { startedAs } from '../../output/started-as.js';
import { numberOf } from '../../input/number-of.js';

interface Waiting {
  readonly id: string;
  readonly url: string;
  readonly awaitsSecretUntil: string;
}

/** `kanca sources await-secret notion`: the source takes a secret from its provider's first request, for some minutes. */
export function awaitSecretCommand(): Command {
  return new Command('await-secret')
    .description(
      'Have a source wait for the secret that its provider hands over with its first request (Asana, Notion).',
    )
    .argument('<source>', NAMED.sources)
    .option('--minutes <n>', 'how long it waits, 1 to 60 (default: 15)', (text: string) => numberOf('--minutes', text))
    .action(async (given: string, { minutes }: { minutes?: number }, self: Command) => {
      const { api, print } = sessionOf(self);
      const id = encodeURIComponent(await sourceIdOf(api, given));
      const body = minutes === undefined ? {} : { minutes };
      const source = await api.call<Waiting>(`/sources/${id}/await-secret`, { method: 'POST', body });
      print(source, [
        `${source.id}  waits until ${source.awaitsSecretUntil}`,
        `  have the provider send its first request to ${source.url}: the secret of whoever sends one first is taken`,
        `  look afterwards where it came from:  ${startedAs()} sources secrets ls ${given}`,
      ]);
    });
}
