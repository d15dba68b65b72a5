import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

describe('the reference pages of errors and metrics', () => {
  it('are what the code says (renew them with node apps/hub/scripts/write-references.mjs)', async () => {
    const run = promisify(execFile)(process.execPath, ['apps/hub/scripts/write-references.mjs', '--check']);
    expect(await run).toEqual({ stdout: '', stderr: '' });
  });
});
