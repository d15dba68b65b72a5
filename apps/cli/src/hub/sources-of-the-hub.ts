import type { ApiClient } from './api-client.js';
import { CommandFailed } from '../output/command-failed.js';

export interface SourceSummary {
  readonly id: string;
  readonly provider: string;
  /** The last part of its URL; null for the provider's main source. */
  readonly name: string | null;
}

export async function sourcesOf(api: ApiClient): Promise<readonly SourceSummary[]> {
  const found: SourceSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.call<{ data: SourceSummary[]; nextCursor: string | null }>('/sources', {
      query: { limit: 200, cursor },
    });
    found.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/**
 * The id of a source that somebody names by it, or by the end of its URL: `src_…`, `github`, `github/acme`.
 * @throws CommandFailed when there is none
 */
export async function sourceIdOf(api: ApiClient, given: string): Promise<string> {
  if (given.startsWith('src_')) return given;
  const wanted = given.replace(/^\/+/, '').toLowerCase();
  const found = (await sourcesOf(api)).find(
    ({ provider, name }) => (name === null ? provider : `${provider}/${name}`).toLowerCase() === wanted,
  );
  if (found === undefined)
    throw new CommandFailed(
      `The hub has no source ${JSON.stringify(given)}: give its id (src_…) or the end of its URL (github, github/acme). kanca sources ls shows them.`,
    );
  return found.id;
}
