import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { catalogue } from './catalogue.gen.js';

const run = promisify(execFile);
const script = (name: string) => fileURLToPath(new URL(`../scripts/${name}`, import.meta.url));

describe('catalogue', () => {
  it.each(['write-catalogue.mjs', 'write-vectors.mjs', 'write-provider-reference.mjs'])(
    'is what %s would write',
    async (name) => {
      await expect(run(process.execPath, [script(name), '--check'])).resolves.toBeDefined();
    },
  );

  it('has a sample for everything that can be tried, and steps to set it up', () => {
    for (const { receiver } of catalogue) {
      expect(Object.keys(receiver.samples).length).toBeGreaterThan(0);
      expect(receiver.setup.length).toBeGreaterThan(1);
    }
  });
});
