import { DELIVERY_RATE } from '@kanca/core';
import { DEFAULT_FORMAT } from '../formats/default-format.js';
import type { Setting, ValueOf } from './setting.js';

export type { Setting, SettingType } from './setting.js';

/**
 * The settings of a subscription that an owner may change at any time, each described once. The bodies and answers of the API, `kanca.yaml`,
 * the options of the command, the row and the reference are made from this list. How to add one: CONTRIBUTING.md. The order is that of the options.
 */
export const SUBSCRIPTION_SETTINGS = {
  description: {
    type: { kind: 'text', max: 1_000 },
    default: null,
    keptBy: 'row',
    as: 'column',
    option: { flags: '--description <text>', help: 'what it is for, in your own words' },
  },
  format: {
    type: { kind: 'format' },
    default: DEFAULT_FORMAT,
    keptBy: 'row',
    as: 'column',
    option: {
      flags: '--format <format>',
      help: 'standard, cloudevents, raw, aspnet, fastcomments, or one of your own',
    },
  },
  where: {
    type: { kind: 'where' },
    nullable: true,
    default: null,
    keptBy: 'consumer',
    as: 'column',
    option: {
      flags: '--where <json>',
      help: 'which events, by what is in them: JSON, @file or @-; none for all of them',
    },
  },
  rateLimit: {
    type: { kind: 'number', ...DELIVERY_RATE, unit: 'deliveries a second' },
    nullable: true,
    default: null,
    keptBy: 'consumer',
    as: 'column',
    about: { given: 'Deliveries a second at most, over all replicas.' },
    option: { flags: '--rate-limit <n>', help: 'deliveries a second at most, or none' },
  },
  orderBy: {
    type: { kind: 'eventPath' },
    nullable: true,
    default: null,
    keptBy: 'consumer',
    as: 'column',
    about: { given: 'A path such as data.customer.id: events of one value go out one after the other, in order.' },
    option: {
      flags: '--order-by <path>',
      help: 'one after the other for each value there: data.customer.id, or none',
    },
  },
  onPoison: {
    type: { kind: 'oneOf', values: ['skip', 'block'] },
    default: 'skip',
    keptBy: 'consumer',
    as: 'column',
    about: 'What a delivery that cannot succeed means for the later ones of its key.',
    option: {
      flags: '--on-poison <what>',
      help: 'what a delivery that cannot succeed means for the later ones of its key',
    },
  },
  concurrency: {
    type: { kind: 'whole', min: 1, max: 1_000 },
    // Of those that are pushed to. One that fetches may hold as many as there may be; a batch needs room for two batches.
    default: 32,
    keptBy: 'consumer',
    as: 'column',
    option: { flags: '--concurrency <n>', help: 'deliveries at the same time' },
  },
  timeoutMs: {
    type: { kind: 'whole', min: 100, max: 30_000 },
    default: 15_000,
    keptBy: 'consumer',
    as: 'column',
    option: { flags: '--timeout <ms>', help: 'how long an answer may take, in milliseconds' },
  },
  expiresAfterMs: {
    // Up to the time that events are kept for.
    type: { kind: 'whole', min: 1_000, max: 2_592_000_000 },
    nullable: true,
    default: null,
    keptBy: 'consumer',
    about:
      'A delivery that could not begin within this time of its event, or of its replay, is not made any more: it is a dead letter that has expired. null: none expires.',
    option: {
      flags: '--expires-after <ms>',
      help: 'how long after its event a delivery may still begin, in milliseconds, or none',
    },
  },
  method: {
    type: { kind: 'oneOf', values: ['POST', 'PUT', 'PATCH', 'DELETE'] },
    nullable: true,
    default: null,
    keptBy: 'row',
    about: { given: 'The HTTP method; null: that of the format.' },
    option: { flags: '--method <method>', help: 'POST, PUT, PATCH or DELETE; none for that of the format' },
  },
  noRetryStatuses: {
    type: { kind: 'wholes', min: 300, max: 599, most: 50 },
    default: [],
    keptBy: 'row',
    about: 'Answers with one of these statuses (300 to 599) end a delivery at once: it becomes a dead letter.',
    option: {
      flags: '--give-up-on <status...>',
      help: 'answers that end a delivery at once: 400 422; none for no such answers',
    },
  },
  deletedBody: {
    type: { kind: 'oneOf', values: ['id', 'data'] },
    nullable: true,
    default: null,
    keptBy: 'row',
    about: {
      given: 'fastcomments: what the body of a deletion holds, the id alone (id, the default) or the whole data.',
    },
    option: {
      flags: '--deleted-body <what>',
      help: 'of a deletion in the format fastcomments: id or data; none for what the format says',
    },
  },
  headers: {
    type: { kind: 'headers' },
    default: {},
    keptBy: 'row',
    as: 'code',
    option: {
      flags: '--header <name=value...>',
      help: 'sent with every notification, instead of those there were; none for no headers',
    },
  },
  properties: {
    type: { kind: 'properties', maxBytes: 8_192 },
    default: {},
    keptBy: 'row',
    as: 'column',
    about: { given: 'Put into every body beside id, type and data.' },
  },
  retry: {
    type: { kind: 'retryPolicy' },
    nullable: true,
    keptBy: 'consumer',
    as: 'code',
    about: { given: "null: that of the event's type, else of the format, else of the hub." },
  },
  batch: {
    type: {
      kind: 'object',
      name: 'BatchPolicy',
      fields: { maxEvents: { min: 2, max: 100 }, maxWaitMs: { min: 1, max: 10_000 } },
    },
    nullable: true,
    default: null,
    keptBy: 'row',
    as: 'column',
    about: 'Several deliveries in one request, as a JSON array: maxEvents at most, gathered for maxWaitMs at most.',
  },
  signatures: {
    type: { kind: 'signatures', min: 1, max: 5 },
    default: ['v1'],
    keptBy: 'row',
    as: 'column',
  },
  auth: {
    type: { kind: 'auth' },
    nullable: true,
    default: null,
    keptBy: 'row',
    as: 'code',
    about: { shown: 'The type and the names, never a credential.' },
    shown: 'names',
  },
  transformation: {
    type: { kind: 'transformation', max: 65_536 },
    nullable: true,
    default: null,
    keptBy: 'row',
    as: 'code',
    about: {
      given: 'JavaScript that rewrites what is sent: function transform({ event, headers }) { return { data }; }',
    },
  },
  enabled: { type: { kind: 'flag' }, default: true, keptBy: 'consumer', as: 'code', shown: false },
  requireVerification: {
    type: { kind: 'flag' },
    default: false,
    keptBy: 'row',
    as: 'column',
    about: { given: 'Hold its deliveries while it is not verified.' },
  },
} as const satisfies Readonly<Record<string, Setting>>;

type Settings = typeof SUBSCRIPTION_SETTINGS;

/** The name of a setting. */
export type SettingName = keyof Settings;

/** The values of one setting. */
export type SettingValue<Name extends SettingName> = ValueOf<Settings[Name]['type']>;

/** What an owner may set: a member that is left out stays as it is, and is the default in a new subscription. */
export type GivenSettings = {
  readonly [Name in SettingName]?:
    SettingValue<Name> | (Settings[Name] extends { readonly nullable: true } ? null : never) | undefined;
};

/** What an owner sees. */
export type ShownSettings = {
  readonly [Name in SettingName as Settings[Name] extends { readonly shown: false } ? never : Name]:
    | (Settings[Name] extends { readonly shown: 'names' } ? Readonly<Record<string, unknown>> : SettingValue<Name>)
    | (Settings[Name] extends { readonly default: null } ? null : never);
};

/** The settings one by one, as their description in general: for those that make something of each. */
export function eachSetting(): readonly (readonly [SettingName, Setting])[] {
  return Object.entries(SUBSCRIPTION_SETTINGS) as [SettingName, Setting][];
}
