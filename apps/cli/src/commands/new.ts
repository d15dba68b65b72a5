import { Command } from 'commander';
import { join } from 'node:path';
import { handlerFiles, typedHandlerFiles } from '../scaffold/handler-files.js';
import { namesOf } from '../scaffold/names.js';
import { receiverFiles } from '../scaffold/receiver-files.js';
import { writeFiles } from '../scaffold/write-files.js';
import { sessionOf } from '../hub/session.js';
import { printRemark } from '../output/print.js';

/** `kanca new receiver my-shop`, `kanca new handler my-handler`: files to begin with, that work as they are. */
export function newCommand(): Command {
  return new Command('new')
    .description('Write the first files of a receiver or a handler. Needs no hub.')
    .addCommand(
      new Command('receiver')
        .description('Write a folder with a receiver, its vectors and its test.')
        .argument('<name>', 'lower-case, as in its URL: my-shop')
        .option('--in <folder>', 'where the folder is made', '.')
        .action(async (name: string, options: { readonly in: string }, command: Command) => {
          const names = namesOf(name);
          // The receivers are loaded by the commands that need them, so that the others start at once.
          const { assertReceiverNameIsFree } = await import('../scaffold/assert-name-is-free.js');
          await assertReceiverNameIsFree(names, printRemark);
          const folder = join(options.in, names.folder);
          const written = await writeFiles(folder, receiverFiles(names));
          sessionOf(command).print({ written }, [
            ...written,
            '',
            'Next:',
            `  (cd ${folder} && node ${name}.vectors.mjs && node --test)`,
            `  KANCA_MODULES=./${folder}/${name}.receiver.mjs kanca start`,
          ]);
        }),
    )
    .addCommand(
      new Command('handler')
        .description('Write a module with a handler, in plain JavaScript that runs as it is, or in TypeScript.')
        .argument('<name>', 'lower-case: order-mails')
        .option('--in <folder>', 'where the file is made', '.')
        .option('--ts', 'in TypeScript, which your own build compiles (see docs/guides/handlers.md)')
        .action(async (name: string, options: { readonly in: string; readonly ts?: true }, command: Command) => {
          const names = namesOf(name);
          const { assertHandlerNameIsFree } = await import('../scaffold/assert-name-is-free.js');
          await assertHandlerNameIsFree(names, printRemark);
          const written = await writeFiles(
            options.in,
            options.ts === true ? typedHandlerFiles(names) : handlerFiles(names),
          );
          sessionOf(command).print({ written }, [
            ...written,
            '',
            'Next:',
            ...(options.ts === true
              ? ['  npx tsc   # your build, with the tsconfig.json of docs/guides/handlers.md']
              : []),
            ...written.map((file) => `  KANCA_MODULES=./${compiledOf(file)} kanca start`),
          ]);
        }),
    );
}

/** Where the build that the guide shows puts it. */
function compiledOf(file: string): string {
  return file.replace(/(^|\/)src\//, '$1dist/').replace(/\.ts$/, '.js');
}
