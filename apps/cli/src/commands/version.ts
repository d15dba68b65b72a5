import { Command } from 'commander';
import { sessionOf } from '../hub/session.js';
import { ownVersion } from '../output/version.js';

/** `kanca version`, which `kanca --version` is as well. */
export function versionCommand(): Command {
  return new Command('version')
    .description('Print the version of this command. kanca doctor prints that of the hub.')
    .action((_options: object, self: Command) => {
      const version = ownVersion();
      sessionOf(self).print({ version }, [version]);
    });
}
