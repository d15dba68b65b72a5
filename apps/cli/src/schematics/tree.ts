import { posix } from 'node:path';
import { CommandFailed } from '../output/command-failed.js';

/** As much of the devkit's tree as is needed here, so that nothing has to be installed for it. */
export interface Tree {
  exists(path: string): boolean;
  create(path: string, content: string): void;
}

export interface SchematicOptions {
  readonly name: string;
  readonly path?: string;
  readonly sourceRoot?: string;
}

/**
 * Puts new files into the tree, and never over old ones.
 * @throws CommandFailed when one is there already
 */
export function createFiles(tree: Tree, folder: string, files: Readonly<Record<string, string>>): void {
  const entries = Object.entries(files).map(([path, text]) => [posix.join('/', folder, path), text] as const);
  const taken = entries.find(([path]) => tree.exists(path));
  if (taken !== undefined) throw new CommandFailed(`${taken[0]} is there already: nothing was written.`);
  for (const [path, text] of entries) tree.create(path, text);
}

/** Where a schematic makes its files: as Nest's own do, below the sources of the project. */
export function folderOf({ path = '', sourceRoot = '' }: SchematicOptions): string {
  return posix.join(sourceRoot, path);
}
