import type { ConfiguredSource } from './hub-config.js';

const PREFIX = /^MS_WebHookReceiverSecret_(.+)$/i;
/** Receivers that also know a signature: there, the setting can only have been the `code` of the URL. */
const TOOK_A_CODE: readonly string[] = ['bitbucket', 'zendesk'];

/**
 * Sources from ASP.NET WebHooks' settings: `MS_WebHookReceiverSecret_GitHub="secret0,id1=secret1"`.
 * Split at the first `=` only, so that a base64 secret keeps its padding; an `=` that only pads is not a separator.
 */
export function aspnetSources(env: Readonly<Record<string, string | undefined>>): readonly ConfiguredSource[] {
  return Object.entries(env).flatMap(([variable, value]) => {
    const provider = PREFIX.exec(variable)?.[1]?.toLowerCase();
    if (provider === undefined || value === undefined) return [];
    return value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => {
        const { id, secret } = idAndSecret(part);
        return { provider, id, ...settingsOf(provider, secret) };
      });
  });
}

function idAndSecret(part: string): { readonly id: string | null; readonly secret: string } {
  const at = part.indexOf('=');
  const isPadding = at >= 0 && /^=+$/.test(part.slice(at));
  if (at <= 0 || isPadding) return { id: null, secret: part };
  return { id: part.slice(0, at).trim(), secret: part.slice(at + 1).trim() };
}

/** The same meaning in Kanca's settings. Pusher's was `key_secret; key2_secret2`. */
function settingsOf(provider: string, secret: string): Pick<ConfiguredSource, 'secrets' | 'options'> {
  if (TOOK_A_CODE.includes(provider)) return { secrets: [secret], options: { allowCode: true } };
  if (provider !== 'pusher') return { secrets: [secret], options: {} };
  const pairs = secret.split(';').map((pair) => {
    const [key = '', ...rest] = pair.trim().split('_');
    return { key, secret: rest.join('_') };
  });
  return { secrets: pairs.map((pair) => pair.secret), options: { key: pairs.map(({ key }) => key).join(',') } };
}
