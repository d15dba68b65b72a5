import type { Command } from 'commander';

/** The whole name of a command: `kanca sources secrets ls`. */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
