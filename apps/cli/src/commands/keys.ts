import { Command, Option } from 'commander';
import { sessionOf } from '../hub/session.js';
import { cell, type Row } from '../output/table.js';
import { lineOfSecret } from '../output/line-of-secret.js';

/** `kanca keys create`. */
export function createKey(): Command {
  return new Command('create')
    .description('Make an API key. It is shown this once.')
    .argument('<name>', 'who or what it is for')
    .addOption(
      new Option('--scope <scope...>', 'what it may do')
        .choices(['admin', 'read', 'publish', 'manage', 'consume'])
        .default(['read']),
    )
    .option('--tenant <tenant>', 'what it is bound to')
    .action(async (name: string, { scope, tenant }: { scope: string[]; tenant?: string }, self: Command) => {
      const { api, print } = sessionOf(self);
      const key = await api.call<Row>('/keys', { method: 'POST', body: { name, scopes: scope, tenant } });
      print(key, [
        `${cell(key, 'id')}  ${cell(key, 'name')}  ${cell(key, 'scopes')}`,
        lineOfSecret('key', cell(key, 'key')),
      ]);
    });
}
