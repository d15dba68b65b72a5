import type { ConfiguredSource } from './hub-config.js';

const PREFIX = /^MS_WebHookReceiverSecret_(.+)$/i;

/**
 * Sources from ASP.NET WebHooks' settings: `MS_WebHookReceiverSecret_GitHub="secret0,id1=secret1"`.
 * Split at the first `=` only, so that a base64 secret keeps its padding; an `=` that only pads is not a separator.
 */
export function aspnetSources(env: Readonly<Record<string, string | undefined>>): readonly ConfiguredSource[] {
  return Object.entries(env).flatMap(([variable, value]) => {
    const provider = PREFIX.exec(variable)?.[1];
    if (provider === undefined || value === undefined) return [];
    return value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => ({ provider: provider.toLowerCase(), ...idAndSecret(part), options: {} }));
  });
}

function idAndSecret(part: string): { id: string | null; secrets: readonly string[] } {
  const at = part.indexOf('=');
  const isPadding = at >= 0 && /^=+$/.test(part.slice(at));
  if (at <= 0 || isPadding) return { id: null, secrets: [part] };
  return { id: part.slice(0, at).trim(), secrets: [part.slice(at + 1).trim()] };
}
