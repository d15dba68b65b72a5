import { parentPort } from 'node:worker_threads';
import type { SandboxTask } from './sandbox-protocol.js';
import { Sandbox } from './sandbox.js';

/** A thread that does nothing but run transformations, so that one that takes its time holds nobody else. */
const sandbox = await Sandbox.create();
parentPort?.on('message', (task: SandboxTask) => {
  parentPort?.postMessage(sandbox.run(task));
});
