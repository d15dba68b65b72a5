import { json } from './parse/json.js';
import { MAX_REPETITION_SECONDS } from './pipeline/repetition-option.js';
import type { Assurance, Handshake, ReceiverDefinition, ReceiverSpec, Repetitions } from './receiver-definition.js';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ASSURANCES: readonly Assurance[] = ['signed-body', 'signed-partial', 'authenticated', 'url-secret', 'none'];
const REQUIRED = [
  'name',
  'title',
  'docs',
  'assurance',
  'setup',
  'secret',
  'verify',
  'read',
  'events',
  'samples',
] as const;
/** Providers try a request that was not answered again within minutes; what comes later in the same bytes is another event. */
const RETRIES: Repetitions = Object.freeze({ withinSeconds: 300 });
const FIELD_NAME = /^[a-z][A-Za-z0-9]*$/;

/**
 * A receiver from its folder's data and its one pure function.
 * @example
 * export const github = defineReceiver({
 *   name: 'github',
 *   verify: hmac({ algorithm: 'sha256', header: 'x-hub-signature-256', prefix: 'sha256=' }),
 *   read: ({ headers }, payload) => ({ id: headers['x-github-delivery'], type: headers['x-github-event'], data: payload }),
 *   …
 * });
 * @throws Error naming everything that is wrong, when the module is loaded and not at the first request
 */
export function defineReceiver(spec: ReceiverSpec): ReceiverDefinition {
  // Plain JavaScript gets no help from the compiler.
  const missing = REQUIRED.filter((field) => !Object.hasOwn(spec, field));
  const problems = missing.length > 0 ? [`it lacks ${missing.join(', ')}`] : [...problemsOf(spec)];
  if (problems.length > 0)
    throw new Error(`The receiver ${JSON.stringify(spec.name)} is not defined well: ${problems.join('; ')}.`);
  const handshakes = spec.handshakes ?? [];
  const { repetitions = RETRIES, unsigned = [], ...rest } = spec;
  return Object.freeze({
    ...rest,
    repetitionsOf: typeof repetitions === 'function' ? repetitions : () => repetitions,
    unsignedOf: typeof unsigned === 'function' ? unsigned : () => unsigned,
    options: spec.options ?? [],
    methods: spec.methods ?? ['POST'],
    body: spec.body ?? [json],
    handshakes,
    signedHandshakes: handshakes.filter((handshake) => handshake.isSigned),
    unsignedHandshakes: handshakes.filter((handshake) => !handshake.isSigned),
    freshen: spec.freshen ?? ((sample) => sample),
    answer: spec.answer,
    replyWithinMs: spec.replyWithinMs,
  });
}

function* problemsOf(spec: ReceiverSpec): Generator<string> {
  if (!NAME.test(spec.name)) yield 'its name has to be lower-case words joined by hyphens, as in `event-grid`';
  if (spec.title === '') yield 'it has no title';
  if (!spec.docs.startsWith('https://')) yield 'docs has to be an https:// link to the page of the provider';
  if (!ASSURANCES.includes(spec.assurance)) yield `assurance has to be one of ${ASSURANCES.join(', ')}`;
  if (spec.setup.length === 0) yield 'it has no setup steps';
  if (spec.methods?.some((method) => !/^[A-Z]+$/.test(method)) === true || spec.methods?.length === 0)
    yield 'methods are upper-case, and there is at least one';
  if (spec.body?.length === 0) yield 'body lists no format';
  if (spec.replyWithinMs !== undefined && !(spec.replyWithinMs > 0)) yield 'replyWithinMs has to be more than 0';
  if (spec.inflates !== undefined && spec.handshakes?.some(signsForCallers) === true)
    yield 'it inflates bodies and signs values of callers: a value that is signed could be inflated into an event';
  if (typeof spec.repetitions === 'object' && !isWindow(spec.repetitions.withinSeconds))
    yield `repetitions.withinSeconds has to be from 1 to ${String(MAX_REPETITION_SECONDS)}: what comes later is another event`;

  const secrets = spec.secret === null ? [] : [spec.secret.name, ...(spec.secret.alsoNamed ?? [])];
  const fields = [...secrets, ...(spec.options ?? []).map((option) => option.name)];
  const strange = fields.filter((name) => !FIELD_NAME.test(name) || name === 'secrets' || name === 'options');
  if (strange.length > 0) yield `these names of settings cannot be used: ${strange.join(', ')}`;
  if (new Set(fields).size < fields.length) yield 'two settings have the same name';

  const samples = Object.keys(spec.samples);
  if (samples.length === 0) yield 'it has no sample: nothing could be tried without the provider';
  const unknown = samples.filter((name) => !spec.events.includes(name));
  if (unknown.length > 0) yield `events does not list its samples ${unknown.join(', ')}`;
}

function signsForCallers(handshake: Handshake): boolean {
  return !handshake.isSigned && typeof handshake.secrets === 'object';
}

function isWindow(seconds: number): boolean {
  return seconds >= 1 && seconds <= MAX_REPETITION_SECONDS;
}
