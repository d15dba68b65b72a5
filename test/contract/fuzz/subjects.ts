import { existsSync, readFileSync } from 'node:fs';
import { catalogue, sampleRequest, type ReceiverDefinition, type SourceSpec } from '@kanca/receivers';
import { inboundRequest, sourceSettings, type SchemeKeys } from '@kanca/receivers/kit';
import { draftOf, type Draft } from './draft.js';
import type { ReceiverVector } from '@kanca/testing';

export const NOW = 1_760_000_000_000;
export const PUBLIC_URL = 'https://hub.example.com';

/** A source, and the request that everything which is sent to it begins as. */
export interface Subject {
  readonly receiver: ReceiverDefinition;
  readonly source: SourceSpec & { readonly options: Readonly<Record<string, unknown>> };
  readonly start: Draft;
  /** The same with nothing of a proof, or with the proof of somebody else. */
  readonly unproven: Draft;
  readonly nowMs: number;
  /** What signs for it; null where nobody but the provider can. */
  readonly keys: SchemeKeys | null;
  /** What signs for somebody else. */
  readonly otherKeys: SchemeKeys | null;
}

/** Every receiver with keys of its own, strictly and with whatever can be allowed, and every vector of every receiver. */
export function everySubject(): readonly Subject[] {
  return catalogue.flatMap(({ receiver }) => {
    const otherKeys = receiver.verify.newKeys();
    return [
      subjectWithKeys(receiver, otherKeys, undefined, {}),
      subjectWithKeys(receiver, otherKeys, 'lenient', everythingAllowed(receiver)),
      ...vectorsOf(receiver).map((vector) => subjectOfVector(receiver, otherKeys, vector)),
    ];
  });
}

function subjectWithKeys(
  receiver: ReceiverDefinition,
  otherKeys: SchemeKeys | null,
  name: string | undefined,
  allowed: Readonly<Record<string, unknown>>,
): Subject {
  const keys = receiver.verify.newKeys();
  const required = receiver.options.filter((field) => 'isRequired' in field && field.isRequired);
  const options = {
    ...Object.fromEntries(required.map((field) => [field.name, `invented-${field.name}`])),
    ...allowed,
  };
  const url = urlOf(receiver, name);
  const secrets = receiver.secret === null ? [] : [keys?.secret ?? 'an invented secret'];
  const source = { provider: receiver.name, name, secrets, options };
  const sample = { options, id: 'd-1', now: NOW, url, publicUrl: PUBLIC_URL };
  const signedBy = (by: SchemeKeys | null): Draft =>
    by === null ? bare(url) : draftOf(sampleRequest(receiver, { ...sample, secret: by.signingKey }));
  return { receiver, source, start: signedBy(keys), unproven: signedBy(otherKeys), nowMs: NOW, keys, otherKeys };
}

function bare(url: string): Draft {
  return draftOf(inboundRequest({ url, headers: { 'content-type': 'application/json' }, body: '{}' }));
}

function everythingAllowed({ options }: ReceiverDefinition): Readonly<Record<string, unknown>> {
  return Object.fromEntries(options.filter(({ kind }) => kind === 'boolean').map(({ name }) => [name, true]));
}

function subjectOfVector(
  receiver: ReceiverDefinition,
  otherKeys: SchemeKeys | null,
  { name, request, config, nowMs }: ReceiverVector,
): Subject {
  const source = { provider: receiver.name, name, ...sourceSettings(receiver, config) };
  const { search } = new URL(request.url ?? '/', PUBLIC_URL);
  const draft = draftOf(inboundRequest({ ...request, body: Buffer.from(request.bodyBase64, 'base64') }));
  const url = urlOf(receiver, name);
  return {
    receiver,
    source,
    start: { ...draft, url: url + search },
    unproven: bare(url),
    nowMs,
    keys: null,
    otherKeys,
  };
}

function urlOf(receiver: ReceiverDefinition, name: string | undefined): string {
  return `/api/webhooks/incoming/${receiver.name}${name === undefined ? '' : `/${name}`}`;
}

function vectorsOf({ name }: ReceiverDefinition): readonly ReceiverVector[] {
  const file = new URL(`../../../libs/receivers/src/${name}/${name}.vectors.json`, import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ReceiverVector[]) : [];
}
