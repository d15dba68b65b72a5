import { Command } from 'commander';
import { readSecret } from '../../input/read-data.js';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { secondsOf } from '../../input/duration-of.js';
import { lineOfSecret } from '../../output/line-of-secret.js';

interface Rotated {
  readonly id: string;
  readonly secret: string;
  /** Those that sign, the newest first. */
  readonly secrets: readonly { readonly id: string; readonly expiresAt: string | null }[];
}

interface RotateOptions {
  readonly overlap?: string;
  readonly secret?: string;
}

/** `kanca subscriptions rotate-secret sub_… --overlap 1h` */
export function rotateSecret(): Command {
  return new Command('rotate-secret')
    .description(
      'Make a new secret, and print it, this once. The ones before sign on for the overlap, or to their own end if that is earlier.',
    )
    .argument('<id>', NAMED.subscriptions)
    .option('--overlap <duration>', '90s, 15m, 24h, up to 7d; 0 for none (default: 24h)')
    .option('--secret <secret>', 'whsec_…, @file or @-; made when it is missing')
    .action(async (id: string, { overlap, secret }: RotateOptions, self: Command) => {
      const { api, print } = sessionOf(self);
      const rotated = await api.call<Rotated>(`${await pathOfOne(api, 'subscriptions', id)}/rotate-secret`, {
        method: 'POST',
        body: {
          overlapSeconds: overlap === undefined ? undefined : secondsOf('--overlap', overlap),
          secret: secret === undefined ? undefined : readSecret(secret),
        },
      });
      const before = rotated.secrets.slice(1);
      print(rotated, [
        `${rotated.id}  has a new secret`,
        lineOfSecret('secret', rotated.secret),
        ...(before.length === 0 ? ['  none of the secrets before signs any more'] : before.map(lineOf)),
      ]);
    });
}

function lineOf({ id, expiresAt }: Rotated['secrets'][number]): string {
  return `  ${id}  ${expiresAt === null ? 'signs on' : `signs until ${expiresAt}`}`;
}
