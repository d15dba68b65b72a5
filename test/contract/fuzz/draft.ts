import { inboundRequest } from '@kanca/receivers/kit';
import type { InboundRequest } from '@kanca/core';

/** A request while it is being made: header lines in their order, doubled ones included. */
export interface Draft {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly lines: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export function draftOf({ method, url, headers, body }: InboundRequest): Draft {
  return { method, url, lines: Object.entries(headers), body };
}

/** What a receiver sees of it; null where the target is none that can be read at all. */
export function requestOf({ method, url, lines, body }: Draft): InboundRequest | null {
  if (!URL.canParse(url, 'http://localhost')) return null;
  const headers = new Map<string, string[]>();
  for (const [name, value] of lines) headers.set(name, [...(headers.get(name) ?? []), value]);
  return inboundRequest({ method, url, headers: Object.fromEntries(headers), body });
}

/** With one line of that name, wherever it stood. */
export function withLine(draft: Draft, name: string, value: string): Draft {
  return { ...draft, lines: [...draft.lines.filter(([known]) => known !== name), [name, value]] };
}
