import { CommandFailed } from '../output/command-failed.js';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/**
 * Whole seconds: `90`, `90s`, `15m`, `24h`, `7d`.
 * @throws CommandFailed naming the option
 */
export function secondsOf(option: string, text: string): number {
  const [, count = '', unit = 's'] = /^(\d{1,9})([smhd])?$/.exec(text.trim()) ?? [];
  const seconds = SECONDS[unit];
  if (count === '' || seconds === undefined)
    throw new CommandFailed(`${option} takes a duration such as 90s, 15m, 24h or 7d, got ${JSON.stringify(text)}.`, {
      code: 'usage',
    });
  return Number(count) * seconds;
}
