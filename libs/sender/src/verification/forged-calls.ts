import { generateKeyPairSync } from 'node:crypto';
import type { Randomness } from '@kanca/core';
import type { Notification, NotificationInput } from '../delivery/notification-writer.js';
import { forgedKey } from '../formats/forged-key.js';
import { tamperedBody } from './tampered-body.js';
import type { CheckName } from '../model/verification.js';

/** Far beyond what any scheme tolerates. */
const STALE_SECONDS = 3_600;

/** A call that an endpoint must refuse, and how it is made from one that it must accept. */
export interface ForgedCall {
  readonly name: CheckName;
  /** What is changed before it is written and signed. */
  readonly before?: (input: NotificationInput, randomness: Randomness) => NotificationInput;
  /** What is changed afterwards. */
  readonly after?: (notification: Notification) => Notification;
}

export const FORGED_CALLS: readonly ForgedCall[] = [
  {
    name: 'wrong-key',
    before: (input, randomness) => ({
      ...input,
      keys: input.keys.map(() => forgedKey(input.endpoint.format, randomness)),
      privateKeys: input.privateKeys.map(() => generateKeyPairSync('ed25519').privateKey),
    }),
  },
  {
    name: 'tampered-body',
    after: (notification) => ({ ...notification, body: tamperedBody(notification.body) }),
  },
  {
    name: 'stale-timestamp',
    before: (input) => ({ ...input, timestampSeconds: (input.timestampSeconds ?? 0) - STALE_SECONDS }),
  },
  {
    name: 'no-signature',
    after: ({ headers, proof, ...rest }) => ({
      ...rest,
      proof: [],
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !proof.includes(name))),
    }),
  },
];
