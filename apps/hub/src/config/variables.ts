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
  expected: string,
  example: string,
): Setting<T> {
  return { variable, key, parse, expected, example };
}

const CIDRS = 'addresses or CIDR blocks, separated by commas';

/** Every variable there is. The reference page and the warnings for misspelt names are made from this. */
export const SETTINGS = {
  port: setting('PORT', 'port', wholeNumber(0, 65_535), 'a port from 0 to 65535', '3000'),
  host: setting('HOST', 'host', word, 'an address to listen on', '0.0.0.0'),
  databaseUrl: setting(
    'DATABASE_URL',
    'databaseUrl',
    url(['postgres:', 'postgresql:']),
    'a PostgreSQL URL',
    'postgres://kanca:password@localhost:5432/kanca',
  ),
  dataDir: setting('KANCA_DATA_DIR', 'dataDir', word, 'a folder', './data'),
  publicUrl: setting(
    'KANCA_PUBLIC_URL',
    'publicUrl',
    url(['http:', 'https:']),
    'the URL that providers call',
    'https://hooks.example.com',
  ),
  adminKey: setting(
    'KANCA_ADMIN_KEY',
    'adminKey',
    (text: string) => (text.length >= 16 ? text : undefined),
    'at least 16 characters',
    'the output of: openssl rand -hex 32',
  ),
  encryptionKeys: setting(
    'KANCA_ENCRYPTION_KEYS',
    'encryptionKeys',
    encryptionKeys,
    'keys of 32 bytes as base64 or hex, newest first, separated by commas',
    'the output of: openssl rand -base64 32',
  ),
  roles: setting(
    'KANCA_ROLES',
    'roles',
    list((role) => (ROLES as readonly string[]).includes(role)),
    `any of ${ROLES.join(', ')}, separated by commas`,
    'ingest,worker',
  ),
  modules: setting(
    'KANCA_MODULES',
    'modules',
    list(() => true),
    'paths or packages',
    './my-handlers.module.js',
  ),
  trustedProxies: setting('KANCA_TRUSTED_PROXIES', 'trustedProxies', list(isCidr), CIDRS, '10.0.0.0/8'),
  requireHttps: setting('KANCA_REQUIRE_HTTPS', 'requireHttps', yesOrNo, 'true or false', 'true'),
  egressAllow: setting('KANCA_EGRESS_ALLOW', 'egressAllow', list(isCidr), CIDRS, '127.0.0.1/32,10.1.0.0/16'),
  egressAllowMetadata: setting('KANCA_EGRESS_ALLOW_METADATA', 'egressAllowMetadata', yesOrNo, 'true or false', 'false'),
  egressRequireHttps: setting('KANCA_EGRESS_REQUIRE_HTTPS', 'egressRequireHttps', yesOrNo, 'true or false', 'true'),
  egressProxy: setting(
    'KANCA_EGRESS_PROXY',
    'egressProxy',
    proxy,
    'the URL of an HTTP proxy',
    'http://proxy.example:3128',
  ),
  maxBodyBytes: setting(
    'KANCA_MAX_BODY_BYTES',
    'maxBodyBytes',
    wholeNumber(1, 1024 ** 3),
    'bytes, from 1 to 1073741824',
    '26214400',
  ),
  retentionDays: setting('KANCA_RETENTION_DAYS', 'retentionDays', wholeNumber(1, 3_650), 'days, from 1 to 3650', '30'),
  tenantConcurrency: setting(
    'KANCA_TENANT_CONCURRENCY',
    'tenantConcurrency',
    wholeNumber(1, 1_000_000),
    'a number of deliveries, from 1',
    '200',
  ),
  tenantSubscriptions: setting(
    'KANCA_TENANT_SUBSCRIPTIONS',
    'tenantSubscriptions',
    wholeNumber(1, 1_000_000),
    'a number of subscriptions, from 1 to 1000000',
    '10000',
  ),
  maxDepth: setting('KANCA_MAX_DEPTH', 'maxDepth', wholeNumber(1, 1_000), 'a number of events, from 1 to 1000', '10'),
  eventValidation: setting(
    'KANCA_EVENT_VALIDATION',
    'eventValidation',
    (text: string) => EVENT_VALIDATIONS.find((validation) => validation === text),
    EVENT_VALIDATIONS.join(', '),
    'reject',
  ),
  requireVerification: setting('KANCA_REQUIRE_VERIFICATION', 'requireVerification', yesOrNo, 'true or false', 'true'),
  reverifyDays: setting(
    'KANCA_REVERIFY_DAYS',
    'reverifyDays',
    wholeNumber(0, 3_650),
    'days, from 0 (never) to 3650',
    '7',
  ),
  queue: setting(
    'KANCA_QUEUE',
    'queue',
    (text: string) => (text === 'postgres' ? text : undefined),
    'postgres (jetstream is not part of this version)',
    'postgres',
  ),
  natsUrl: setting('NATS_URL', 'natsUrl', word, 'a NATS URL', 'nats://localhost:4222'),
  logLevel: setting(
    'LOG_LEVEL',
    'logLevel',
    (text: string) =>
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].includes(text) ? text : undefined,
    'fatal, error, warn, info, debug, trace or silent',
    'info',
  ),
} as const;

export type SettingName = keyof typeof SETTINGS;

/** KANCA_ variables that are no settings of the hub: the CLI's, and where the file is. */
export const OTHER_VARIABLES = ['KANCA_CONFIG', 'KANCA_URL', 'KANCA_KEY'];
