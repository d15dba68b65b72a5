import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { misspeltFilters, SystemClock, SystemRandomness, type Observer } from '@kanca/core';
import {
  dataSourceOptions,
  EmbeddedPostgres,
  loadOrCreateKeyRing,
  migrate,
  parseEncryptionKeys,
  SecretVault,
  SqlPool,
  refusalOf,
  waitForDatabase,
  type KeyRing,
} from '@kanca/database';
import { BlockedTally } from '@kanca/egress';
import { HandlerRegistration, RunningHandlers } from '@kanca/handlers';
import { Ingress, loadUserModules, ReceiverRegistry } from '@kanca/receivers';
import { EventTypes, KeyedSubscriptions } from '@kanca/sender';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import type { HubConfig } from './config/hub-config.js';
import { keepEventTypes } from './config/keep-event-types.js';
import { openHubEgress } from './egress/open-hub-egress.js';
import { OwnServer } from './http/own-server.js';
import { answerFrameworkError, prepareFastify } from './http/prepare-fastify.js';
import { HubServer } from './http/hub-server.js';
import { HUB_TABLES } from './hub-tables.js';
import { HubModule } from './hub.module.js';
import { assertUserModules } from './user-modules/assert-user-modules.js';
import { FilterWarnings } from './api/subscriptions/filter-warnings.js';
import { refuseMissingKeys } from './keys/refuse-missing-keys.js';
import { ApiKeys } from './keys/api-keys.js';
import { HubObserver } from './observability/hub-observer.js';
import { LoopWatch } from './observability/loop-watch.js';
import { Metrics } from './observability/metrics.js';
import { nestLogger } from './observability/nest-logger.js';
import { checkStart } from './preflight/check-start.js';
import { EmbeddedServer } from './api/operations/embedded-server.js';
import { Readiness } from './api/operations/readiness.js';
import { Welcome } from './users/welcome.js';
import { hubVersion } from './version.js';

export interface RunningHub {
  readonly port: number;
  /** The admin key of the first run; shown once, so null ever after. */
  readonly firstAdminKey: string | null;
  /** Signs the first person in, once, within 15 minutes; null where there is a user already, and in a process without the API. */
  readonly welcomeToken: string | null;
  readonly app: NestFastifyApplication;
  /** Stops taking requests, lets what runs end, and closes everything. */
  stop(): Promise<void>;
}

const MAX_API_BODY_BYTES = 2 * 1024 * 1024;
/** A database that starts together with the hub, as in a compose file, may take its time. */
const WAIT_FOR_DATABASE_MS = 45_000;
const CUT_AFTER_MS = 6_000;
const CUT_EVERY_MS = 500;
/** More than attempts are given to end, and less than a process has that was told to stop. */
const CUT_DATABASE_AFTER_MS = 17_000;

/**
 * Starts a hub in this process. Two hubs in one process share nothing.
 * @param signal ends the waiting for a database that is not there yet
 * @param modules Nest modules with receivers and handlers, beside those that the configuration names
 */
export async function startHub(
  config: HubConfig,
  log: Logger,
  modules: readonly Type[] = [],
  signal?: AbortSignal,
): Promise<RunningHub> {
  const metrics = new Metrics();
  const observer = new HubObserver(log, metrics);
  const named = await loadUserModules(config.modules);
  const remarks = assertUserModules(named.map((module, index) => ({ name: config.modules[index] ?? '', module })));
  const userModules = [...modules, ...named];
  await checkStart(config);
  const { ring, origin } = await keyRing(config, log);
  const vault = new SecretVault(ring, new SystemRandomness());
  const postgres =
    config.databaseUrl === null ? await EmbeddedPostgres.start({ dataDir: config.dataDir, observer }) : null;
  let app: NestFastifyApplication | null = null;
  try {
    const databaseUrl = config.databaseUrl ?? postgres?.url ?? '';
    if (config.databaseUrl !== null)
      await waitForDatabase(config.databaseUrl, {
        withinMs: WAIT_FOR_DATABASE_MS,
        signal,
        onWait: (reason) => {
          log.warn({ reason }, 'the database of DATABASE_URL does not answer yet: trying again');
        },
      });
    await bringUpToDate(databaseUrl, observer, (dataSource) => refuseMissingKeys(dataSource, vault, origin));
    const clock = new SystemClock();
    const blocked = new BlockedTally();
    const { destinations, client } = openHubEgress(config, { observer, metrics, tally: blocked, clock });
    const server = new HubServer();
    app = await NestFactory.create<NestFastifyApplication>(
      HubModule.of(config, {
        databaseUrl,
        embedded: new EmbeddedServer(() => postgres?.trouble ?? null),
        observer,
        metrics,
        clock,
        randomness: new SystemRandomness(),
        vault,
        client,
        destinations,
        blocked,
        userModules,
        version: hubVersion(),
      }),
      new FastifyAdapter({
        serverFactory: (handler: RequestListener) => server.create(handler),
        bodyLimit: MAX_API_BODY_BYTES,
        // As ASP.NET's routes, which callers of the registrations API may have written in any case.
        routerOptions: { caseSensitive: false },
        genReqId: () => crypto.randomUUID(),
        frameworkErrors: answerFrameworkError,
        // Requests that came before the port was closed are answered: Fastify's own 503 has no Retry-After and is no problem document.
        return503OnClosing: false,
      }),
      { logger: nestLogger(log), abortOnError: false, bodyParser: false },
    );
    prepareFastify(app);
    await app.init();
    for (const sentence of remarks) observer.noted(sentence, {}, 'warn');
    const receivers = app.get(ReceiverRegistry).all();
    for (const { name, filters } of app.get(HandlerRegistration).handlers())
      for (const { type, remark } of misspeltFilters(filters, receivers))
        observer.noted(`${name} listens for ${type}, and ${remark}`, {}, 'warn');
    const keys = app.get(ApiKeys);
    if (config.adminKey !== null) await acceptAdminKey(keys, config.adminKey, observer);
    await keepEventTypes(app.get(EventTypes), config.eventTypes, observer);
    await keepConfiguredSubscriptions(app, config, observer);
    if (config.roles.has('ingest')) {
      server.ingress = app.get(Ingress);
      const own = app.get(OwnServer);
      server.own = own;
      own.open(app.getHttpServer());
    }
    await listen(app, config);
    // Not before: the key is shown this once, so a start that still can fail would lose it for good.
    const firstAdminKey = config.adminKey === null ? await keys.firstKey() : null;
    const welcomeToken = config.roles.has('api') ? await app.get(Welcome).invite() : null;
    const { port } = app.getHttpServer().address() as AddressInfo;
    const running = app;
    const watch = new LoopWatch(app.get(RunningHandlers), log);
    watch.start();
    return {
      port,
      firstAdminKey,
      welcomeToken,
      app,
      stop: () => {
        watch.stop();
        return stop(running, postgres);
      },
    };
  } catch (error) {
    await app?.close().catch(() => undefined);
    await postgres?.stop();
    throw error;
  }
}

async function acceptAdminKey(keys: ApiKeys, adminKey: string, observer: Observer): Promise<void> {
  const revoked = await keys.acceptConfigured(adminKey);
  if (revoked > 0) observer.noted('KANCA_ADMIN_KEY has changed: its earlier value was revoked', {}, 'warn');
}

async function listen(app: NestFastifyApplication, { port, host }: HubConfig): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(
      `port ${String(port)} of ${host} is taken by another process. Stop that one, or set PORT to a port that is free.`,
      { cause: error },
    );
  }
}

async function stop(app: NestFastifyApplication, postgres: EmbeddedPostgres | null): Promise<void> {
  app.get(Readiness).drain();
  const server = app.getHttpServer();
  // First of all, so that a load balancer sends nothing more: as long as the port is open there is always one more request to wait for.
  server.close();
  server.closeIdleConnections();
  // What still waits for a database that does not answer gets an error, so that the rest can end in order.
  const giveUp = setTimeout(() => {
    app.get(SqlPool).cut();
  }, CUT_DATABASE_AFTER_MS);
  let cutting: NodeJS.Timeout | undefined;
  // A client that holds its body back must not hold the hub back. By now everybody else has been answered.
  const patience = setTimeout(() => {
    server.closeAllConnections();
    cutting = setInterval(() => {
      server.closeAllConnections();
    }, CUT_EVERY_MS);
  }, CUT_AFTER_MS);
  try {
    await app.get(Ingress).drain();
    await app.close();
  } finally {
    clearTimeout(patience);
    clearTimeout(giveUp);
    clearInterval(cutting);
  }
  await postgres?.stop();
}

async function keyRing(config: HubConfig, log: Logger): Promise<{ readonly ring: KeyRing; readonly origin: string }> {
  if (config.encryptionKeys !== null)
    return { ring: parseEncryptionKeys(config.encryptionKeys), origin: 'KANCA_ENCRYPTION_KEYS' };
  const { ring, path, isNew } = await loadOrCreateKeyRing(config.dataDir);
  if (isNew)
    log.warn(
      { path },
      'made a key that encrypts the secrets at rest; keep a copy: without it they are lost. In production set KANCA_ENCRYPTION_KEYS',
    );
  return { ring, origin: path };
}

async function bringUpToDate(
  url: string,
  observer: Observer,
  check: (dataSource: DataSource) => Promise<void>,
): Promise<void> {
  const dataSource = new DataSource(dataSourceOptions({ url, tables: HUB_TABLES, observer, poolSize: 2 }));
  await dataSource.initialize();
  try {
    await migrate(dataSource).catch((error: unknown) => {
      throw isPrivilegeMissing(error) ? refusalOf(url, error) : error;
    });
    await check(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** PostgreSQL's code for it. */
function isPrivilegeMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501';
}

async function keepConfiguredSubscriptions(
  app: NestFastifyApplication,
  config: HubConfig,
  observer: Observer,
): Promise<void> {
  const keyed = app.get(KeyedSubscriptions);
  for (const { tenant, ...input } of config.subscriptions) {
    await keyed.put(tenant, { ...input, retry: input.retry ?? null });
    for (const warning of await app.get(FilterWarnings).of(tenant, input.filters))
      observer.noted(`the subscription ${input.key}: ${warning}`, {}, 'warn');
  }
}
