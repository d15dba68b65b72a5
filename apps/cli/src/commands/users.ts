import { Command, Option } from 'commander';
import { sessionOf } from '../hub/session.js';
import { readSecret } from '../input/read-data.js';
import { cell, type Row } from '../output/table.js';

interface Options {
  readonly role: string;
  readonly name?: string;
  readonly password?: string;
  readonly tenant?: string;
}

/** `kanca users create`. */
export function createUser(): Command {
  return new Command('create')
    .description('Make a user, who signs in with e-mail address and password.')
    .argument('<email>', 'the e-mail address')
    .addOption(
      new Option('--role <role>', 'owner: everything; operator: all but keys and users; viewer: looks only')
        .choices(['owner', 'operator', 'viewer'])
        .default('viewer'),
    )
    .option('--name <name>', 'for people')
    .option(
      '--password <password>',
      '@file, or @- for standard input; without it, the user cannot sign in until an owner sets one',
    )
    .option('--tenant <tenant>', 'what the user is bound to')
    .action(async (email: string, { role, name, password, tenant }: Options, self: Command) => {
      const { api, print } = sessionOf(self);
      const secret = password === undefined ? undefined : readSecret(password);
      const user = await api.call<Row>('/users', {
        method: 'POST',
        body: { email, name, role, password: secret, tenant },
      });
      print(user, [`${cell(user, 'id')}  ${cell(user, 'email')}  ${cell(user, 'role')}`]);
    });
}
