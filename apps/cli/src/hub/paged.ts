import type { Command } from 'commander';

/** Gives a command the options that `listOf` reads. */
export function paged(command: Command): Command {
  return command
    .option('--limit <n>', 'how many at most (default: 50)')
    .option('--cursor <cursor>', 'go on after a list that ended at its limit: the cursor that it printed')
    .option('--all', 'as many as there are');
}
