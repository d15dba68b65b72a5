import { CommandFailed } from '../output/command-failed.js';

/** @throws CommandFailed naming the option */
export function numberOf(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new CommandFailed(`${option} takes a number, got ${JSON.stringify(text)}.`, { code: 'usage' });
  return value;
}
