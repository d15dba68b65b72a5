import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { createProgram } from './program.js';

function* everyCommand(command: Command, path = command.name()): Generator<readonly [string, Command]> {
  yield [path, command];
  for (const inner of command.commands) yield* everyCommand(inner, `${path} ${inner.name()}`);
}

describe('the help of kanca', () => {
  const commands = [...everyCommand(createProgram())];

  it('says of every command what it does, but for verbs that say it themselves', () => {
    const silent = commands.filter(([, command]) => command.description() === '').map(([path]) => path);
    expect(silent.filter((path) => !/ (pause|resume|retry|cancel|rm)$/.test(path))).toEqual([]);
  });

  it('tells defaults in one form', () => {
    for (const [path, command] of commands)
      expect([path, command.helpInformation()]).toEqual([path, expect.not.stringContaining('unless told') as unknown]);
  });
});
