import { RunningHandlers } from '@kanca/handlers';
import { ConfigError } from './config/config-problem.js';
import { loadConfig } from './config/load-config.js';
import { createLogger } from './observability/logger.js';
import { startHub, type RunningHub } from './start-hub.js';

const STOP_WITHIN_MS = 28_000;

async function main(): Promise<void> {
  const { config, warnings } = loadConfig(process.env);
  const log = createLogger(config.logLevel);
  for (const warning of warnings) log.warn(warning);
  // Before the start, so that a signal in the middle of it ends it in order, too.
  let stopping = false;
  const waiting = new AbortController();
  let hub: RunningHub | null = null;
  const stop = (signal: string, exitCode = 0): void => {
    if (stopping) return;
    stopping = true;
    waiting.abort();
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.fatal('could not stop in time; what was running is tried again by the next process');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    void (async () => {
      await starting.catch(() => undefined);
      await hub?.stop();
      log.info('stopped');
      process.exit(exitCode);
    })();
  };
  process.on('SIGTERM', (signal) => {
    stop(signal);
  });
  process.on('SIGINT', (signal) => {
    stop(signal);
  });
  // Code that fails when nobody waits for it leaves the process in a state that nobody knows: it ends, but what runs is settled first.
  const failed = (error: unknown): void => {
    const names = hub?.app.get(RunningHandlers).current() ?? {};
    log.fatal({ err: error, ...names }, 'code failed that nobody waited for, so nothing could catch it: the hub stops');
    stop('failure', 1);
  };
  process.on('uncaughtException', failed);
  process.on('unhandledRejection', failed);
  const starting = startHub(config, log, [], waiting.signal);
  hub = await starting;
  greet(hub, config.publicUrl, log.level);
}

/** For the person who started it; a log collector reads the JSON lines. */
function greet({ port, firstAdminKey, welcomeToken }: RunningHub, publicUrl: string, level: string): void {
  // Whatever the log level: nobody can ask for the key a second time.
  const key = firstAdminKey === null ? [] : [`  admin key          ${firstAdminKey}   (shown this once: keep it)`];
  const greeting = [
    `Kanca is ready on http://localhost:${String(port)}`,
    `  providers send to  ${publicUrl}/api/webhooks/incoming/{provider}`,
    `  management API     http://localhost:${String(port)}/api/docs`,
    ...(welcomeToken === null
      ? []
      : [`  first sign-in      ${welcomeUrl(publicUrl, port, welcomeToken)}   (works once, for 15 minutes)`]),
  ];
  const lines = [...(level === 'silent' ? [] : greeting), ...key];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** Under the public URL, because the session's cookie belongs to one host. PORT=0 is known only now. */
function welcomeUrl(publicUrl: string, port: number, token: string): string {
  const url = new URL(publicUrl);
  if (url.port === '0') url.port = String(port);
  return `${url.origin}/console/welcome?token=${token}`;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : describe(error)}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  return error instanceof Error ? `Kanca cannot start: ${error.message}` : `Kanca cannot start: ${String(error)}`;
}
