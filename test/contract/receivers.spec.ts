import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from '@jest/globals';
import { catalogue } from '@kanca/receivers';
import { describeReceiver } from '@kanca/testing';
import type { ReceiverVector } from '@kanca/testing';

for (const { receiver } of catalogue) {
  const file = new URL(`../../libs/receivers/src/${receiver.name}/${receiver.name}.vectors.json`, import.meta.url);
  const vectors = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ReceiverVector[]) : [];
  describeReceiver(receiver, vectors, { describe, it });
}
