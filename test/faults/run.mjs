// The fault runs in their long form: `npm run faults`, or `FAULT_SECONDS=600 npm run faults -- hubs-that-die`.
import { spawnSync } from 'node:child_process';

const seconds = process.env.FAULT_SECONDS ?? '120';
const wanted = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/jest/bin/jest.js',
    '--runInBand',
    ...(wanted.length === 0 ? ['test/faults'] : wanted.map((name) => `test/faults/.*${name}`)),
  ],
  { stdio: 'inherit', env: { ...process.env, FAULT_SECONDS: seconds } },
);
process.exit(status ?? 1);
