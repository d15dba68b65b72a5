import { match, ok } from 'node:assert/strict';
import { sampleRequest } from '@kanca/receivers';
import { inspectRequest } from '@kanca/receivers/kit';
import { inventedOptions } from './invented-options.js';
import type { ReceiverDefinition } from '@kanca/receivers';
import type { Inspection, Sample, SchemeKeys } from '@kanca/receivers/kit';
import type { TestRunner } from './test-runner.js';

const NOW = Date.UTC(2026, 0, 15);
const PUBLIC_URL = 'http://localhost:3000';
/** What the pipeline allows: this many times the body, and always the second. */
const MAX_GROWTH = 4;
const MIN_ROOM_BYTES = 1_048_576;
/** Small enough for receivers that read the body before they verify it, and large enough to come to 40 MB. */
const MEMBERS = 200;
const SURROUNDING = 'p'.repeat(200_000);

type Path = readonly string[];

/** A request of many events does not grow: what surrounds the events is not written once for each of them, however large it is. */
export function describeBatches(receiver: ReceiverDefinition, { it }: TestRunner): void {
  const keys = receiver.verify.newKeys();
  if (keys === null) return;
  it('writes no more for many events than a few times their request, and keeps a larger one undivided', async () => {
    for (const [event, { body }] of Object.entries(receiver.samples))
      for (const list of listsIn(body)) {
        const plain = await read(receiver, keys, event, withMembers(body, list));
        if (plain.events.length < MEMBERS) continue;
        for (const place of surroundingsOf(body, list)) {
          const large = withMembers(withValue(body, place, SURROUNDING), list);
          assertBounded(`${event}: ${place.join('.')}`, await read(receiver, keys, event, large), large);
        }
      }
  });
}

function assertBounded(where: string, { ok: isAccepted, diagnosis, events }: Inspection, body: unknown): void {
  // A receiver may refuse such a value for what it is, which writes nothing.
  if (!isAccepted) return;
  const bodyBytes = Buffer.byteLength(JSON.stringify(body));
  const bytes = events.reduce((sum, { data }) => sum + Buffer.byteLength(JSON.stringify(data)), 0);
  ok(events.length > 0, `${where} is lost: ${String(diagnosis)}`);
  // What names the event is too long for a name then, so nobody knows that it was to be divided.
  if (events.length === 1) match(events[0]?.remark ?? '', /not divided|event name/, where);
  else ok(bytes <= Math.max(MAX_GROWTH * bodyBytes, MIN_ROOM_BYTES), `${where}: ${String(bytes)} bytes were written`);
}

function read(receiver: ReceiverDefinition, keys: SchemeKeys, event: string, body: unknown): Promise<Inspection> {
  const options = inventedOptions(receiver);
  const known = receiver.samples[event];
  if (known === undefined) throw new Error(`There is no sample ${event}.`);
  const sample = { ...receiver.freshen(known, { id: 'delivery', now: new Date(NOW) }), body };
  const asItIs = { ...receiver, samples: { [event]: sample }, freshen: (same: Sample): Sample => same };
  const request = sampleRequest(asItIs, {
    event,
    secret: keys.signingKey,
    options,
    id: 'delivery',
    now: NOW,
    url: `/api/webhooks/incoming/${receiver.name}`,
    publicUrl: PUBLIC_URL,
  });
  return inspectRequest(receiver, { secrets: [keys.secret], options, publicUrl: PUBLIC_URL }, request, NOW);
}

/** The places of lists that have a first element. */
function listsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, entry]) => listsIn(entry, [...path, key]));
  return Array.isArray(value) && value.length > 0 ? [path, ...inner] : inner;
}

/** A new member of each object around a list, and each text that stands beside it or beside an object that holds it. */
function surroundingsOf(body: unknown, list: Path): readonly Path[] {
  const places: Path[] = [];
  let value = body;
  for (const [depth, step] of list.entries()) {
    const path = list.slice(0, depth);
    if (typeof value !== 'object' || value === null) break;
    if (!Array.isArray(value)) {
      const texts = Object.entries(value).filter(([, entry]) => typeof entry === 'string');
      places.push([...path, 'surrounding'], ...texts.map(([name]) => [...path, name]));
    }
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return places;
}

/** The body with copies of the first element in place of a list. */
function withMembers(body: unknown, list: Path): unknown {
  return replaced(body, list, (value) => {
    const [first] = value as readonly unknown[];
    return Array.from({ length: MEMBERS }, () => first);
  });
}

function withValue(body: unknown, path: Path, value: unknown): unknown {
  return replaced(body, path, () => value);
}

function replaced(value: unknown, [key, ...rest]: Path, by: (value: unknown) => unknown): unknown {
  if (key === undefined) return by(value);
  if (Array.isArray(value))
    return value.map((entry: unknown, at) => (String(at) === key ? replaced(entry, rest, by) : entry));
  const object = { ...(value as Readonly<Record<string, unknown>>) };
  return { ...object, [key]: replaced(object[key], rest, by) };
}
