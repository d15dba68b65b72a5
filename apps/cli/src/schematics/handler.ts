import { handlerFiles } from '../scaffold/handler-files.js';
import { namesOf } from '../scaffold/names.js';
import { createFiles, folderOf, type SchematicOptions, type Tree } from './tree.js';

/**
 * `nest g -c @kanca/cli webhook-handler order-mails`: the same file as `kanca new handler order-mails`.
 * @throws CommandFailed for a name that cannot be one, or a file that is there already
 */
export function handler(options: SchematicOptions): (tree: Tree) => Tree {
  return (tree) => {
    createFiles(tree, folderOf(options), handlerFiles(namesOf(options.name)));
    return tree;
  };
}
