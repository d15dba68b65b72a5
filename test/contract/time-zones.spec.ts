import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const SCRIPT = `
  import { utcTime } from '@kanca/receivers/kit';
  const { retryAfterMs } = await import(process.cwd() + '/libs/sender/dist/delivery/retry-after.js');
  const now = Date.parse('2026-01-01T00:00:00Z');
  console.log(JSON.stringify([
    utcTime('2026-07-01 12:00:00')?.toISOString(),
    utcTime('2026-07-01T12:00:00.5')?.toISOString(),
    retryAfterMs('Thu Jan  1 00:01:00 2026', now),
    retryAfterMs('Thu, 01 Jan 2026 00:01:00 GMT', now),
  ]));`;

/** A process of its own: the zone is read from the environment when it starts. */
function readIn(zone: string): unknown {
  const env = { PATH: process.env['PATH'], TZ: zone };
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', SCRIPT], { env }).toString());
}

describe('times without a zone', () => {
  it.each(['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati'])('are UTC on a machine in %s', (zone) => {
    expect(readIn(zone)).toEqual(['2026-07-01T12:00:00.000Z', '2026-07-01T12:00:00.500Z', 60_000, 60_000]);
  });
});
