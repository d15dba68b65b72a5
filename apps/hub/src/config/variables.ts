import { withoutTrailing } from '@kanca/core';
import { isIP } from 'node:net';
import { parseEncryptionKeys } from '@kanca/database';
import { parseProxy } from '@kanca/egress';
import { EVENT_VALIDATIONS } from '@kanca/sender/management';
import { ROLES } from './hub-config.js';

/** How one variable is read. `parse` gives undefined for a value that will not do. */
export interface Setting<T> {
  readonly variable: string;
  /** Name in kanca.yaml. */
  readonly key: string;
  readonly parse: (text: string) => T | undefined;
  readonly expected: string;
  readonly example: string;
  /** What it sets, for docs/reference/configuration.md, in Markdown. */
  readonly meaning: string;
  /** What holds where it is not set, in Markdown. */
  readonly otherwise: string;
}

const wholeNumber =
  (min: number, max: number) =>
  (text: string): number | undefined => {
    const value = Number(text);
    return /^\d+$/.test(text) && value >= min && value <= max ? value : undefined;
  };

const list =
  (isValid: (item: string) => boolean) =>
  (text: string): readonly string[] | undefined => {
    const items = text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    return items.every(isValid) ? items : undefined;
  };

function isCidr(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const family = isIP(address);
  if (family === 0) return false;
  return bits === undefined || wholeNumber(0, family === 4 ? 32 : 128)(bits) !== undefined;
}

function url(protocols: readonly string[]): (text: string) => string | undefined {
  return (text) =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol) ? withoutTrailing(text, '/') : undefined;
}

function encryptionKeys(text: string): string | undefined {
  try {
    parseEncryptionKeys(text);
    return text;
  } catch {
    // What is wrong with a key may not be told: the message would have to quote it.
    return undefined;
  }
}

function proxy(text: string): string | undefined {
  try {
    parseProxy(text);
    return text;
  } catch {
    return undefined;
  }
}

const word = (text: string): string | undefined => (text === '' ? undefined : text);

function yesOrNo(text: string): boolean | undefined {
  if (['true', '1', 'yes'].includes(text.toLowerCase())) return true;
  return ['false', '0', 'no'].includes(text.toLowerCase()) ? false : undefined;
}

function setting<T>(
  variable: string,
  key: string,
  parse: (text: string) => T | undefined,
  words: Pick<Setting<T>, 'expected' | 'example' | 'meaning' | 'otherwise'>,
): Setting<T> {
  return { variable, key, parse, ...words };
}

const CIDRS = 'addresses or CIDR blocks, separated by commas';

/** Every variable there is. The reference page and the warnings for misspelt names are made from this. */
export const SETTINGS = {
  port: setting('PORT', 'port', wholeNumber(0, 65_535), {
    expected: 'a port from 0 to 65535',
    example: '3000',
    meaning: 'port to listen on',
    otherwise: '`3000`',
  }),
  host: setting('HOST', 'host', word, {
    expected: 'an address to listen on',
    example: '0.0.0.0',
    meaning: 'address to listen on',
    otherwise: '`0.0.0.0`',
  }),
  databaseUrl: setting('DATABASE_URL', 'databaseUrl', url(['postgres:', 'postgresql:']), {
    expected: 'a PostgreSQL URL',
    example: 'postgres://kanca:password@localhost:5432/kanca',
    meaning: 'a PostgreSQL, 14 or newer',
    otherwise: 'an embedded one',
  }),
  dataDir: setting('KANCA_DATA_DIR', 'dataDir', word, {
    expected: 'a folder',
    example: './data',
    meaning: 'embedded database and generated keys',
    otherwise: '`./data`',
  }),
  publicUrl: setting('KANCA_PUBLIC_URL', 'publicUrl', url(['http:', 'https:']), {
    expected: 'the URL that providers call',
    example: 'https://hooks.example.com',
    meaning: 'the URL that providers call',
    otherwise: '`http://localhost:PORT`',
  }),
  adminKey: setting('KANCA_ADMIN_KEY', 'adminKey', (text: string) => (text.length >= 16 ? text : undefined), {
    expected: 'at least 16 characters',
    example: 'the output of: openssl rand -hex 32',
    meaning: 'an admin key that is accepted from the start',
    otherwise: 'made on the first run, shown once',
  }),
  sessionIdleMinutes: setting('KANCA_SESSION_IDLE_MINUTES', 'sessionIdleMinutes', wholeNumber(1, 10_080), {
    expected: 'minutes, from 1 to 10080',
    example: '480',
    meaning: 'minutes without a call after which a [session](../guides/sign-in.md) is over',
    otherwise: '`480`',
  }),
  sessionDays: setting('KANCA_SESSION_DAYS', 'sessionDays', wholeNumber(1, 90), {
    expected: 'days, from 1 to 90',
    example: '7',
    meaning: 'days after the sign-in when a session is over, however busy it is',
    otherwise: '`7`',
  }),
  encryptionKeys: setting('KANCA_ENCRYPTION_KEYS', 'encryptionKeys', encryptionKeys, {
    expected: 'keys of 32 bytes as base64 or hex, newest first, separated by commas',
    example: 'the output of: openssl rand -base64 32',
    meaning: 'keys for secrets at rest, 32 bytes as base64 or hex, newest first',
    otherwise: 'made in the data folder, with a warning',
  }),
  roles: setting(
    'KANCA_ROLES',
    'roles',
    list((role) => (ROLES as readonly string[]).includes(role)),
    {
      expected: `any of ${ROLES.join(', ')}, separated by commas`,
      example: 'ingest,worker',
      meaning: 'any of `ingest,worker,api,console,scheduler`',
      otherwise: 'all',
    },
  ),
  modules: setting(
    'KANCA_MODULES',
    'modules',
    list(() => true),
    {
      expected: 'paths or packages',
      example: './my-handlers.module.js',
      meaning: 'paths or packages whose default export is a Nest module',
      otherwise: 'none',
    },
  ),
  trustedProxies: setting('KANCA_TRUSTED_PROXIES', 'trustedProxies', list(isCidr), {
    expected: CIDRS,
    example: '10.0.0.0/8',
    meaning: 'CIDRs whose forwarding headers count',
    otherwise: 'none',
  }),
  requireHttps: setting('KANCA_REQUIRE_HTTPS', 'requireHttps', yesOrNo, {
    expected: 'true or false',
    example: 'true',
    meaning: 'refuse plain HTTP on incoming requests',
    otherwise: '`false`',
  }),
  egressAllow: setting('KANCA_EGRESS_ALLOW', 'egressAllow', list(isCidr), {
    expected: CIDRS,
    example: '127.0.0.1/32,10.1.0.0/16',
    meaning: 'CIDRs that may be called although they are private',
    otherwise: 'none',
  }),
  egressAllowMetadata: setting('KANCA_EGRESS_ALLOW_METADATA', 'egressAllowMetadata', yesOrNo, {
    expected: 'true or false',
    example: 'false',
    meaning: 'let metadata services in that the list names exactly: [outgoing calls](../guides/egress.md)',
    otherwise: '`false`',
  }),
  egressRequireHttps: setting('KANCA_EGRESS_REQUIRE_HTTPS', 'egressRequireHttps', yesOrNo, {
    expected: 'true or false',
    example: 'true',
    meaning: 'call https: only',
    otherwise: '`false`',
  }),
  egressProxy: setting('KANCA_EGRESS_PROXY', 'egressProxy', proxy, {
    expected: 'the URL of an HTTP proxy',
    example: 'http://proxy.example:3128',
    meaning: 'an HTTP proxy through which all calls go',
    otherwise: 'none',
  }),
  maxBodyBytes: setting('KANCA_MAX_BODY_BYTES', 'maxBodyBytes', wholeNumber(1, 1024 ** 3), {
    expected: 'bytes, from 1 to 1073741824',
    example: '26214400',
    meaning: 'limit of an incoming body, inflated; 25 MB hold the process for up to 150 ms',
    otherwise: '`26214400`',
  }),
  retentionDays: setting('KANCA_RETENTION_DAYS', 'retentionDays', wholeNumber(1, 3_650), {
    expected: 'days, from 1 to 3650',
    example: '30',
    meaning: 'age at which events, deliveries and attempts go',
    otherwise: '`30`',
  }),
  tenantConcurrency: setting('KANCA_TENANT_CONCURRENCY', 'tenantConcurrency', wholeNumber(1, 1_000_000), {
    expected: 'a number of deliveries, from 1',
    example: '200',
    meaning: 'how many deliveries to the subscriptions of one tenant run at once',
    otherwise: 'no bound',
  }),
  tenantSubscriptions: setting('KANCA_TENANT_SUBSCRIPTIONS', 'tenantSubscriptions', wholeNumber(1, 1_000_000), {
    expected: 'a number of subscriptions, from 1 to 1000000',
    example: '10000',
    meaning: 'how many subscriptions one tenant may have; each takes about 2 KB of memory in every process',
    otherwise: '`10000`',
  }),
  maxDepth: setting('KANCA_MAX_DEPTH', 'maxDepth', wholeNumber(1, 1_000), {
    expected: 'a number of events, from 1 to 1000',
    example: '10',
    meaning: 'how many events may follow each other, each published because of the one before',
    otherwise: '`10`',
  }),
  eventValidation: setting(
    'KANCA_EVENT_VALIDATION',
    'eventValidation',
    (text: string) => EVENT_VALIDATIONS.find((validation) => validation === text),
    {
      expected: EVENT_VALIDATIONS.join(', '),
      example: 'reject',
      meaning:
        'what becomes of published data that does not fit its [event type](../guides/event-types.md): `off`, `warn`, `reject`',
      otherwise: '`warn`',
    },
  ),
  requireVerification: setting('KANCA_REQUIRE_VERIFICATION', 'requireVerification', yesOrNo, {
    expected: 'true or false',
    example: 'true',
    meaning: 'deliver only to [verified endpoints](../guides/verified-endpoints.md)',
    otherwise: '`false`',
  }),
  reverifyDays: setting('KANCA_REVERIFY_DAYS', 'reverifyDays', wholeNumber(0, 3_650), {
    expected: 'days, from 0 (never) to 3650',
    example: '7',
    meaning: 'days after which a verified endpoint is verified again; `0` for never',
    otherwise: '`7`',
  }),
  queue: setting('KANCA_QUEUE', 'queue', (text: string) => (text === 'postgres' ? text : undefined), {
    expected: 'postgres (jetstream is not part of this version)',
    example: 'postgres',
    meaning: '`postgres`; `jetstream` is not part of this version',
    otherwise: '`postgres`',
  }),
  natsUrl: setting('NATS_URL', 'natsUrl', word, {
    expected: 'a NATS URL',
    example: 'nats://localhost:4222',
    meaning: 'NATS server of `jetstream`, which is not part of this version',
    otherwise: 'none',
  }),
  logLevel: setting(
    'LOG_LEVEL',
    'logLevel',
    (text: string) =>
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].includes(text) ? text : undefined,
    {
      expected: 'fatal, error, warn, info, debug, trace or silent',
      example: 'info',
      meaning: '`fatal`, `error`, `warn`, `info`, `debug`, `trace`, `silent`',
      otherwise: '`info`',
    },
  ),
} as const;

export type SettingName = keyof typeof SETTINGS;

/** KANCA_ variables that are no settings of the hub: the CLI's, and where the file is. */
export const OTHER_VARIABLES = ['KANCA_CONFIG', 'KANCA_URL', 'KANCA_KEY'];
