import { Command } from 'commander';
import type { ApiClient } from '../hub/api-client.js';
import { CommandFailed } from '../output/command-failed.js';
import { sessionOf } from '../hub/session.js';
import { ownVersion } from '../output/version.js';
import type { Whoami } from './whoami.js';

/** One thing that was looked at. `warn` does not fail the command. */
export interface Check {
  readonly name: 'hub' | 'ready' | 'key' | 'version' | 'public URL';
  readonly result: 'ok' | 'warn' | 'failed';
  readonly detail: string;
}

/** `kanca doctor`: whether the hub, the key and the public URL are as they have to be; exit code 1 when one of them is not. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .aliases(['status', 'health'])
    .description(
      'Check that the hub answers and is ready, that the API key is good, and that the public URL can be right.',
    )
    .action(async (_options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const checks = await examine(api);
      const isWell = checks.every(({ result }) => result !== 'failed');
      print({ ok: isWell, checks }, [
        ...checks.map(({ name, result, detail }) => `${result.padEnd(6)}  ${name.padEnd(10)}  ${detail}`),
      ]);
      if (!isWell) process.exitCode = 1;
    });
}

async function examine(api: ApiClient): Promise<readonly Check[]> {
  const health = await api.health().catch(asFailure);
  if (health instanceof CommandFailed) return [{ name: 'hub', result: 'failed', detail: health.message }];
  const hub: Check = { name: 'hub', result: 'ok', detail: `answers at ${api.base}` };
  const ready: Check = health.ready
    ? { name: 'ready', result: 'ok', detail: 'takes and stores requests' }
    : { name: 'ready', result: 'failed', detail: health.reasons.join(' ') };
  const me = await api.call<Whoami>('/whoami').catch(asFailure);
  if (me instanceof CommandFailed) return [hub, ready, { name: 'key', result: 'failed', detail: me.message }];
  const tenant = me.tenant === null ? 'all tenants' : `the tenant ${me.tenant}`;
  const key: Check = { name: 'key', result: 'ok', detail: `may ${me.scopes.join(', ')}, for ${tenant}` };
  return [hub, ready, key, versionCheck(me.hub.version, ownVersion()), publicUrlCheck(me.hub.publicUrl, api.base)];
}

function asFailure(error: unknown): CommandFailed {
  if (error instanceof CommandFailed) return error;
  throw error;
}

function versionCheck(hub: string, own: string): Check {
  return hub === own
    ? { name: 'version', result: 'ok', detail: hub }
    : { name: 'version', result: 'warn', detail: `the hub is ${hub}, this command ${own}: use the same` };
}

/** Providers call the public URL: one of this machine is right only while both are tried out here. */
export function publicUrlCheck(publicUrl: string, hubUrl: string): Check {
  const name = 'public URL';
  if (!isLocal(publicUrl))
    return publicUrl.startsWith('https:')
      ? { name, result: 'ok', detail: publicUrl }
      : { name, result: 'warn', detail: `${publicUrl} is not https: most providers send to https URLs only` };
  const advice = 'set KANCA_PUBLIC_URL to the URL that providers call';
  return isLocal(hubUrl)
    ? { name, result: 'warn', detail: `${publicUrl} is this machine only, which no provider reaches: ${advice}` }
    : {
        name,
        result: 'failed',
        detail: `${publicUrl} is the hub's own machine, and the hub is at ${hubUrl}: ${advice}`,
      };
}

function isLocal(url: string): boolean {
  return /^(?:localhost|.*\.localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/.test(new URL(url).hostname);
}
