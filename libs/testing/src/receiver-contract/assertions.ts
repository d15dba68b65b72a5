import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Inspection } from '@kanca/receivers/kit';
import type { Captured } from './captured.js';
import type { ReceiverVector } from './receiver-vector.js';

/** As long as a part of a header has to be before it could give a signature away. */
const TELLING_CHARACTERS = 16;

/** That an inspection is what the vector says has to become of it. */
export function assertExpected({ expect }: ReceiverVector, inspection: Inspection): void {
  if ('refusedAs' in expect) {
    equal(inspection.code, expect.refusedAs);
    return;
  }
  equal(inspection.diagnosis, null);
  ok(inspection.ok);
  if ('handshake' in expect) {
    const { status, contentType = null, headers = {}, body = '' } = expect.handshake;
    deepEqual(inspection.handshake, { status, contentType, headers, body });
    deepEqual(inspection.events, []);
    return;
  }
  equal(inspection.handshake, null);
  const seen = inspection.events.map(({ id, type, subject, time }) => ({ id, type, subject, time }));
  // A field that the vector does not name may be anything.
  deepEqual(
    seen.map((event, index) => ({ ...event, ...expect.events[index] })),
    seen,
  );
  equal(seen.length, expect.events.length);
}

/** A request was refused as not genuine, and the answer gives nothing away. */
export function assertRefused({ settings, request }: Captured, inspection: Inspection, reason?: string): void {
  equal(inspection.code, 'signature_invalid');
  equal(inspection.ok, false);
  deepEqual(inspection.events, []);
  if (reason !== undefined) equal(inspection.reason, reason);
  const said = inspection.diagnosis ?? '';
  ok(said.length > 0, 'the operator has to hear why');
  for (const secret of settings.secrets) ok(!said.includes(secret), 'the diagnosis holds a secret');
  const parts = Object.values(request.headers).flatMap((value) => value.split(/[=,;\s]/));
  const telling = parts.filter((part) => part.length >= TELLING_CHARACTERS);
  for (const part of telling) ok(!said.includes(part), 'the diagnosis holds what a header presented');
}
