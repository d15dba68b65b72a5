import type { ApiClient } from './api-client.js';
import { CommandFailed } from '../output/command-failed.js';
import { sourceIdOf } from './sources-of-the-hub.js';

/** How each kind may be named, for the help of every command. */
export const NAMED = {
  sources: 'its id (src_…), or the end of its URL: github, github/acme',
  subscriptions: 'its id (sub_…), or its key',
  handlers: 'its name, or its id (hdl_…)',
  deliveries: 'its id (dlv_…), as kanca deliveries ls shows it',
  events: 'its id (evt_…), as kanca events ls shows it',
  rejections: 'its id (rej_…), as kanca rejections ls shows it',
  replays: 'its id (rpl_…), as kanca replays ls shows it',
  providers: 'its name, as kanca providers ls shows it',
  keys: 'its id (key_…), as kanca keys ls shows it',
  users: 'its id (usr_…), as kanca users ls shows it',
} as const;

export type ResourceName = keyof typeof NAMED;

/**
 * The path in the API of one that a user names by its id or by its name.
 * @throws CommandFailed when there is none, or when several have the name
 */
export async function pathOfOne(api: ApiClient, resource: ResourceName, given: string): Promise<string> {
  return `/${resource}/${encodeURIComponent(await idOf(api, resource, given))}`;
}

function idOf(api: ApiClient, resource: ResourceName, given: string): Promise<string> {
  if (resource === 'sources') return sourceIdOf(api, given);
  if (resource === 'subscriptions') return subscriptionIdOf(api, given);
  return Promise.resolve(given);
}

/**
 * The id of a subscription that somebody names by it, or by its key.
 * @throws CommandFailed when there is none, or when tenants have the same key
 */
async function subscriptionIdOf(api: ApiClient, given: string): Promise<string> {
  if (given.startsWith('sub_')) return given;
  const { data } = await api.call<{ data: readonly { readonly id: string }[] }>('/subscriptions', {
    query: { key: given },
  });
  const [found, ...others] = data;
  if (found === undefined)
    throw new CommandFailed(
      `There is no subscription with the key ${JSON.stringify(given)}: give its id (sub_…) or its key. kanca subscriptions ls shows them.`,
      { code: 'not_found' },
    );
  if (others.length > 0)
    throw new CommandFailed(
      `Several subscriptions have the key ${JSON.stringify(given)}: give the id of one: ${data.map(({ id }) => id).join(', ')}.`,
      { code: 'conflict' },
    );
  return found.id;
}

/** The id of a subscription or a handler that somebody names by it, by a key, or by the name of a handler, which the API knows itself. */
export async function consumerOf(api: ApiClient, given: string): Promise<string> {
  if (/^(?:sub|hdl)_/.test(given)) return given;
  const { data } = await api.call<{ data: readonly { readonly id: string }[] }>('/subscriptions', {
    query: { key: given },
  });
  const [found] = data;
  return data.length === 1 && found !== undefined ? found.id : given;
}
