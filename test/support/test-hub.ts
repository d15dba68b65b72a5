import { createLogger, HUB_TABLES, loadConfig, startHub, type RunningHub } from '@kanca/hub';
import { createTestDatabase, type TestDatabase } from '@kanca/testing';
import type { Type } from '@nestjs/common';
import { exchangeOver, type Exchange } from './exchange.js';

export const ADMIN_KEY = 'test-admin-key-0123456789';

export interface TestHub extends Exchange {
  readonly url: string;
  readonly database: TestDatabase;
  readonly hub: RunningHub;
  /** Calls the management API with the admin key. */
  call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T; headers: Headers }>;
  close(): Promise<void>;
}

export interface TestHubOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly modules?: readonly Type[];
  readonly database?: TestDatabase;
}

/** A fresh database with the tables of a hub. */
export function createHubDatabase(): Promise<TestDatabase> {
  return createTestDatabase(HUB_TABLES);
}

/** The hub that people deploy, in this process, on a port of its own and a fresh database. */
export async function startTestHub({ env = {}, modules = [], database }: TestHubOptions = {}): Promise<TestHub> {
  const own = database ?? (await createHubDatabase());
  const { config } = loadConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: own.url,
    KANCA_ADMIN_KEY: ADMIN_KEY,
    KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 7).toString('base64'),
    KANCA_EGRESS_ALLOW: '127.0.0.1/32',
    LOG_LEVEL: 'silent',
    ...env,
  });
  const hub = await startHub(config, createLogger(config.logLevel), modules);
  const url = `http://127.0.0.1:${String(hub.port)}`;
  const call: TestHub['call'] = (method, path, body) => callApi(url, method, path, body);
  return {
    ...exchangeOver(call),
    url,
    database: own,
    hub,
    call,
    close: async () => {
      await hub.stop();
      if (database === undefined) await own.drop();
    },
  };
}

export async function callApi<T>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  key = ADMIN_KEY,
): Promise<{ status: number; body: T; headers: Headers }> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T, headers: response.headers };
}
