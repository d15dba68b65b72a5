import { problemOfName } from '@kanca/receivers';
import { maskedValue, type ConfigProblem } from './config-problem.js';
import type { ConfiguredSource } from './hub-config.js';

const PREFIX = /^MS_WebHookReceiverSecret_(.+)$/i;
const WHOLE_BASE64 = /^(?:[A-Za-z0-9+/]{4}){5,}(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$/;
/** Receivers that also know a signature: there, the setting can only have been the `code` of the URL. */
const TOOK_A_CODE: readonly string[] = ['bitbucket', 'zendesk'];

/**
 * Sources from ASP.NET WebHooks' settings: `MS_WebHookReceiverSecret_GitHub="secret0,id1=secret1"`.
 * Split at the first `=` only, so that a base64 secret keeps its padding.
 * @param problems gets one for each id without a secret, and for each id that cannot be part of a URL
 */
export function aspnetSources(
  env: Readonly<Record<string, string | undefined>>,
  problems: ConfigProblem[],
): readonly ConfiguredSource[] {
  return Object.entries(env).flatMap(([variable, value]) => {
    const provider = PREFIX.exec(variable)?.[1]?.toLowerCase();
    if (provider === undefined || value === undefined) return [];
    return value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .flatMap((part, index) => {
        const { id, secret } = idAndSecret(part);
        if (secret !== '' && problemOfName(id) !== null) {
          problems.push(unusableId(variable, id ?? '', index + 1));
          return [];
        }
        if (secret !== '') return [{ provider, id, ...settingsOf(provider, secret) }];
        problems.push(idWithoutSecret(variable, id ?? '', index + 1));
        return [];
      });
  });
}

function idAndSecret(part: string): { readonly id: string | null; readonly secret: string } {
  const at = part.indexOf('=');
  // `text=` and `text==` may be either: whole base64 of 16 bytes or more is a secret with its padding, all else is an id without one.
  if (at >= 0 && /^=+$/.test(part.slice(at))) {
    const text = part.slice(0, at).trim();
    return WHOLE_BASE64.test(part) ? { id: null, secret: part } : { id: text, secret: '' };
  }
  if (at <= 0) return { id: null, secret: part };
  return { id: part.slice(0, at).trim(), secret: part.slice(at + 1).trim() };
}

function idWithoutSecret(variable: string, id: string, position: number): ConfigProblem {
  return {
    name: variable,
    value: maskedValue(variable, ''),
    expected: mayBeSecret(id)
      ? `a secret after every id: entry ${String(position)} has no secret. If it is a secret itself, name it in kanca.yaml`
      : `a secret after every id: ${id} has no secret`,
    example: 'secret0,id1=secret1',
  };
}

/** ASP.NET took any letters, such as `你好`. */
function unusableId(variable: string, id: string, position: number): ConfigProblem {
  const shown = mayBeSecret(id) ? '' : ` (${id})`;
  return {
    name: variable,
    value: maskedValue(variable, ''),
    expected:
      id.toLowerCase() === 'default'
        ? `an id other than default in entry ${String(position)}, which means the source without an id: write its secret alone`
        : `an id of at most 63 ASCII letters, digits, dots, hyphens and underscores in entry ${String(position)}${shown}: it is part of the URL. ` +
          'Give that instance another id, and enter its new URL at the provider',
    example: 'secret0,id1=secret1',
  };
}

/** What looks like base64 may be a short secret after all, which no message may quote. */
function mayBeSecret(id: string): boolean {
  return id === '' || /^[A-Za-z0-9+/]{12,}$/.test(id);
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
