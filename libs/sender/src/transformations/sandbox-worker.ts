import { parentPort } from 'node:worker_threads';
import type { SandboxMessage, SandboxTask } from './sandbox-protocol.js';
import { ownThreadId } from './thread-cpu.js';
import { Sandbox } from './sandbox.js';

/** A thread that does nothing but run transformations, so that one that takes its time holds nobody else. */
const sandbox = await Sandbox.create();
const say = (message: SandboxMessage): void => parentPort?.postMessage(message);
parentPort?.on('message', (task: SandboxTask) => {
  say(sandbox.run(task));
});
say({ kind: 'ready', thread: ownThreadId() });
