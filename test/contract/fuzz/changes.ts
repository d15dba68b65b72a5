import { hostileBody } from './hostile-body.js';
import { hostileText } from './hostile-text.js';
import { changedBytes, changedFields } from './changed-body.js';
import { withLine, type Draft } from './draft.js';
import type { Dice } from './dice.js';

const METHODS: readonly string[] = [
  'GET',
  'POST',
  'PUT',
  'HEAD',
  'OPTIONS',
  'DELETE',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'QUERY',
];
const HEADERS: readonly string[] = [
  'content-type',
  'content-encoding',
  'authorization',
  'x-request-id',
  'traceparent',
  'webhook-request-origin',
  'host',
  'cookie',
  'x-forwarded-proto',
  'x-hook-secret',
  'x-okta-verification-challenge',
  'aeg-event-type',
  'ce-id',
  'ce-type',
  'ce-specversion',
  '__proto__',
  'constructor',
];
const PARAMETERS: readonly string[] = [
  'code',
  'token',
  'challenge',
  'crc_token',
  'hub.mode',
  'hub.challenge',
  'hub.verify_token',
  'validationToken',
  'bodySHA256',
  'bt_challenge',
  'echo',
  '__proto__',
];

/** The request with one thing about it changed. */
export function changed(draft: Draft, dice: Dice): Draft {
  switch (dice.below(9)) {
    case 0:
    case 1:
      return changedLine(draft, dice);
    case 2:
      return changedMethod(draft, dice);
    case 3:
      return changedTarget(draft, dice);
    case 4:
      return { ...draft, body: changedBytes(draft.body, dice) };
    case 5:
    case 6:
    case 7:
      return { ...draft, body: changedFields(draft.body, dice) };
    default:
      return withHostileBody(draft, dice);
  }
}

function changedLine(draft: Draft, dice: Dice): Draft {
  const names = draft.lines.map(([name]) => name);
  const name = dice.isOneIn(3) || names.length === 0 ? dice.of(HEADERS) : dice.of(names);
  const old = draft.lines.find(([known]) => known === name)?.[1] ?? '';
  switch (dice.below(6)) {
    case 0:
      return { ...draft, lines: draft.lines.filter(([known]) => known !== name) };
    case 1:
      return { ...draft, lines: [...draft.lines, [name, dice.isOneIn(2) ? old : headerText(dice)]] };
    case 2:
      return withLine(draft, name, changedBytes(Buffer.from(old, 'latin1'), dice).toString('latin1'));
    case 3:
      return withLine(draft, name, `${old}${dice.of([',', ';', ' ', ', ', ' ,v1,'])}${old}`);
    case 4:
      return {
        ...draft,
        lines: [...draft.lines, ...dice.some(300, () => [`x-${String(dice.below(500))}`, 'y'] as const)],
      };
    default:
      return withLine(draft, name, headerText(dice));
  }
}

/** As UTF-8, the way that careless senders write it. */
function headerText(dice: Dice): string {
  return Buffer.from(hostileText(dice, 7_000)).toString('latin1');
}

function changedMethod(draft: Draft, dice: Dice): Draft {
  return { ...draft, method: dice.of(METHODS) };
}

function changedTarget(draft: Draft, dice: Dice): Draft {
  const [path = '', query = ''] = draft.url.split('?');
  const parameters = query === '' ? [] : query.split('&');
  const written = new URLSearchParams([[dice.of(PARAMETERS), hostileText(dice, 1_000)]]).toString();
  const withQuery = (all: readonly string[]): string => (all.length === 0 ? path : `${path}?${all.join('&')}`);
  switch (dice.below(8)) {
    case 0:
      return { ...draft, url: withQuery([...parameters, written]) };
    case 1:
      return { ...draft, url: withQuery([...parameters, ...parameters]) };
    case 2:
      return { ...draft, url: withQuery(parameters.slice(1)) };
    case 3:
      return {
        ...draft,
        url: withQuery([...parameters, dice.of(['%', '&&&', '%ff=%00', '=', '?', 'a'.repeat(6_000)])]),
      };
    case 4:
      return { ...draft, url: withQuery(parameters.map((one) => one + dice.of(['', 'x', '%20', '=']))) };
    case 5:
      return { ...draft, url: draft.url.replace(path, dice.isOneIn(2) ? path.toUpperCase() : `${path}/`) };
    case 6:
      return {
        ...draft,
        url: draft.url.replace(
          path,
          path + dice.of(['/%', '/%2e%2e', '//', '/a/b', '/%00', '/__proto__', `/${'a'.repeat(3_000)}`]),
        ),
      };
    default:
      return withQueryOnly(draft, path, written);
  }
}

function withQueryOnly(draft: Draft, path: string, query: string): Draft {
  return { ...draft, url: `${path}?${query}`, method: 'GET', body: Buffer.alloc(0) };
}

function withHostileBody(draft: Draft, dice: Dice): Draft {
  const { bytes, type, encoding } = hostileBody(dice);
  const typed = dice.isOneIn(3) ? draft : withLine(draft, 'content-type', type);
  return { ...(encoding === undefined ? typed : withLine(typed, 'content-encoding', encoding)), body: bytes };
}
