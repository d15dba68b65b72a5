import { posix } from 'node:path';
import { namesOf } from '../scaffold/names.js';
import { receiverFiles } from '../scaffold/receiver-files.js';
import { createFiles, folderOf, type SchematicOptions, type Tree } from './tree.js';

/**
 * `nest g -c @kanca/cli receiver my-shop`: the same files as `kanca new receiver my-shop`.
 * @throws CommandFailed for a name that cannot be one, or a file that is there already
 */
export function receiver(options: SchematicOptions): (tree: Tree) => Tree {
  return (tree) => {
    const names = namesOf(options.name);
    createFiles(tree, posix.join(folderOf(options), names.folder), receiverFiles(names));
    return tree;
  };
}
