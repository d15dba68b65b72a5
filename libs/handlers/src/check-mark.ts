import {
  assertRetryPolicy,
  compileFilters,
  assertWhere,
  compileWhere,
  didYouMean,
  isObject,
  problemOfPath,
  type RetryPolicy,
} from '@kanca/core';
import { filtersOf, whereOf } from './handler.js';
import type { HandlerMark } from './handler-mark.js';

type Options = HandlerMark['options'];

/** Names the fault of an option's value, or gives null. Values come from plain JavaScript, too, so they may be anything. */
type Check = (value: unknown, options: Options, mark: HandlerMark) => string | null;

const MAX_NAME_LENGTH = 200;
const MAX_SHOWN = 100;
const PROVIDER = /^[\w:/-]+$/;
const SOURCE_NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/i;
const ORDER_PATH = /^(?:subject|source|type|data\..+)$/;
const EXPECTED_RETRY = `expected a retry policy such as { kind: 'list', delaysMs: [1_000, 60_000], jitter: 0.1 }`;
const EXPECTED_PATH = `expected 'subject', 'source', 'type', or a path such as 'data.repository.id'`;

const CHECKS: Readonly<Record<keyof Options, Check>> = {
  name: (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= MAX_NAME_LENGTH
      ? null
      : `expected a text of 1 to ${String(MAX_NAME_LENGTH)} characters`,
  where: (value) => (isObject(value) ? sentenceOf(() => assertWhere(value)) : 'expected an object of conditions'),
  sources: (value, { where }, mark) => {
    if (mark.provider === '*')
      return 'belongs to a handler of one provider: name it, or filter by where: { source: … }';
    if (isObject(where) && 'source' in where) return 'cannot be used beside a filter on source';
    if (!isTextList(value) || !value.every((name) => SOURCE_NAME.test(name)))
      return `expected a list of the names that sources have in their URLs; 'default' is the one without a name`;
    // What is wrong with the filter alone is told there.
    const isFilterWrong = isObject(where) && sentenceOf(() => compileWhere(where)) !== null;
    return isFilterWrong ? null : sentenceOf(() => compileWhere(whereOf(mark) ?? {}));
  },
  types: (value, _options, mark) => {
    if (mark.provider !== '*') return `belongs to @OnWebhook('*', …): here the events are named before the options`;
    return isTextList(value) ? sentenceOf(() => compileFilters(value)) : `expected a list such as ['order.*']`;
  },
  order: wholeNumber(-32_768, 32_767),
  orderBy: (value, { reply }) => {
    if (reply === true) return 'cannot be used with reply: a provider that waits cannot wait for other events';
    return typeof value === 'string' && ORDER_PATH.test(value) ? problemOfPath(value) : EXPECTED_PATH;
  },
  onPoison: (value, { orderBy }) => {
    if (value !== 'skip' && value !== 'block') return `expected 'skip' or 'block'`;
    return value === 'block' && orderBy === undefined ? 'needs orderBy: without it no event waits for another' : null;
  },
  concurrency: wholeNumber(1, 1_000),
  timeoutMs: wholeNumber(1, 86_400_000),
  retry: (value) => (isRetryPolicy(value) ? sentenceOf(() => assertRetryPolicy(value)) : EXPECTED_RETRY),
  reply: (value) => (typeof value === 'boolean' ? null : 'expected true or false'),
  // What its decorators say is read when the first handler with a class is registered: only then is class-validator loaded.
  data: (value) =>
    typeof value === 'function' ? null : 'expected a class whose members have decorators of class-validator',
};

/** Everything that is wrong with what a decorator was given, one sentence each, beginning with the handler's name. */
export function problemsOfMark(handler: string, mark: HandlerMark): readonly string[] {
  const wrongNames = problemOfNames(mark);
  if (wrongNames !== null) return [`${handler}: ${wrongNames}.`];
  return Object.entries(mark.options).flatMap(([name, value]: [string, unknown]) => {
    const problem = value === undefined ? null : problemOfOption(name, value, mark);
    return problem === null ? [] : [`${handler}: ${name} is ${shown(value)}: ${withStop(problem)}`];
  });
}

function problemOfNames(mark: HandlerMark): string | null {
  const { provider, events, options } = mark;
  if (!isObject(options)) return `the options of @OnWebhook are an object, got ${shown(options)}`;
  if (typeof provider !== 'string' || !isTextList(events))
    return `@OnWebhook takes a provider and the names of its events, got ${shown(provider)} and ${shown(events)}`;
  if (provider === '*')
    return events.every((event) => event === '*')
      ? null
      : `@OnWebhook('*', …) hears every provider, and none of them shares its events with the others: use { types: ${shown(events)} }`;
  if (!PROVIDER.test(provider)) return `${shown(provider)} cannot be the name of a provider`;
  return sentenceOf(() => compileFilters(filtersOf(mark)));
}

function problemOfOption(name: string, value: unknown, mark: HandlerMark): string | null {
  const known: Readonly<Record<string, Check>> = CHECKS;
  const check = Object.hasOwn(known, name) ? known[name] : undefined;
  if (check === undefined) return `there is no such option; ${didYouMean(name, Object.keys(CHECKS)) || 'remove it'}`;
  return check(value, mark.options, mark);
}

function wholeNumber(least: number, most: number): Check {
  return (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? null
      : `expected a whole number from ${String(least)} to ${String(most)}`;
}

function sentenceOf(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isRetryPolicy(value: unknown): value is RetryPolicy {
  if (!isObject(value)) return false;
  if (value['kind'] === 'list') return Array.isArray(value['delaysMs']);
  return value['kind'] === 'linear' || value['kind'] === 'exponential';
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && item !== '');
}

function withStop(sentence: string): string {
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function shown(value: unknown): string {
  let json: unknown;
  // NaN is no null, and what JSON cannot hold is shown somehow.
  if (typeof value !== 'number') sentenceOf(() => (json = JSON.stringify(value)));
  return (typeof json === 'string' ? json : String(value)).slice(0, MAX_SHOWN);
}
