import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { examplesOf } from './examples.js';
import { createProgram } from './program.js';

function* everyCommand(command: Command, path = command.name()): Generator<readonly [string, Command]> {
  yield [path, command];
  for (const inner of command.commands) yield* everyCommand(inner, `${path} ${inner.name()}`);
}

describe('the help of kanca', () => {
  const commands = [...everyCommand(createProgram())];

  const leaves = commands.filter(([, command]) => command.commands.length === 0);

  it('says of every command what it does', () => {
    expect(commands.filter(([, command]) => command.description() === '').map(([path]) => path)).toEqual([]);
  });

  it('says of every option and every argument what it takes', () => {
    const silent = commands.flatMap(([path, command]) => [
      ...command.options.filter(({ description }) => description === '').map(({ flags }) => `${path} ${flags}`),
      ...command.registeredArguments
        .filter((argument) => argument.description === '')
        .map((argument) => `${path} <${argument.name()}>`),
    ]);
    expect(silent).toEqual([]);
  });

  it.each(leaves)('of %s has an example that the command takes', (path, command) => {
    const examples = examplesOf(path);
    expect(examples).not.toEqual([]);
    const flags = ['--json', ...command.options.map(({ long }) => long ?? '')];
    for (const example of examples) {
      expect(example.replace('--json ', '')).toMatch(new RegExp(`^(?:[A-Z_]+=\\S+ )?${path}(?: |$)`));
      for (const flag of example.match(/(?<= )--[a-z-]+/g) ?? []) expect(flags).toContain(flag);
    }
  });

  it('of a group says what all of its commands do', () => {
    const verbs: Readonly<Record<string, RegExp>> = { create: /creat|make/i, rm: /remov|revok/i, ls: /list/i };
    for (const [path, group] of commands.filter(([, command]) => command.commands.length > 0).slice(1))
      for (const inner of group.commands)
        expect([path, group.description()]).toEqual([
          path,
          expect.stringMatching(verbs[inner.name()] ?? /./) as unknown,
        ]);
  });

  it('tells defaults in one form', () => {
    for (const [path, command] of commands)
      expect([path, command.helpInformation()]).toEqual([path, expect.not.stringContaining('unless told') as unknown]);
  });
});
