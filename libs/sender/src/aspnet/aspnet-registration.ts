import { KancaError } from '@kanca/core';
import type { Subscription } from '../model/subscription.js';

/** A registration as ASP.NET WebHooks writes it. Source: Microsoft.AspNet.WebHooks.Custom, WebHook. */
export interface AspnetRegistration {
  readonly Id: string;
  readonly WebHookUri: string;
  /** Null after it was shown once. */
  readonly Secret: string | null;
  readonly Description: string | null;
  readonly IsPaused: boolean;
  readonly Filters: readonly string[];
  readonly Headers: Readonly<Record<string, string>>;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** What a client sends: any of it may be missing. */
export interface WantedRegistration {
  readonly id: string | null;
  readonly uri: string;
  readonly secret: string | null;
  readonly description: string | null;
  readonly isPaused: boolean;
  readonly filters: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

const MIN_SECRET = 32;
const MAX_SECRET = 64;

/**
 * Reads a registration; names count in any case, as they do there.
 * @throws KancaError `invalid_request` with the sentence that ASP.NET WebHooks has for it, where it has one
 */
export function readRegistration(body: unknown): WantedRegistration {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refused('(body)', 'The registration has to be a JSON object with a WebHookUri.');
  const members = new Map(Object.entries(body).map(([name, value]: [string, unknown]) => [name.toLowerCase(), value]));
  const text = (name: string): string | null => {
    const value = members.get(name.toLowerCase()) ?? null;
    if (value !== null && typeof value !== 'string') throw refused(name, `The ${name} has to be a text.`);
    return value;
  };
  const uri = text('WebHookUri');
  if (uri === null) throw refused('WebHookUri', 'The WebHookUri field is required.');
  if (!/^https?:\/\//i.test(uri) || !URL.canParse(uri))
    throw refused(
      'WebHookUri',
      `The WebHook URI must be absolute with a scheme of either 'http' or 'https' but received '${uri.slice(0, 200)}'.`,
    );
  const secret = text('Secret');
  if (secret !== null && secret !== '' && (secret.length < MIN_SECRET || secret.length > MAX_SECRET))
    throw refused('Secret', 'The WebHook secret key parameter must be between 32 and 64 characters long.');
  const isPaused = members.get('ispaused') ?? false;
  if (typeof isPaused !== 'boolean') throw refused('IsPaused', 'IsPaused has to be true or false.');
  return {
    id: text('Id'),
    uri,
    secret: secret === '' ? null : secret,
    description: text('Description'),
    isPaused,
    filters: textsOf(members.get('filters')),
    headers: headersOf(members.get('headers')),
    properties: recordOf(members.get('properties'), 'Properties'),
  };
}

/** @param secret shown this once, when it is new */
export function registrationOf(subscription: Subscription, secret: string | null = null): AspnetRegistration {
  return {
    Id: subscription.id,
    WebHookUri: subscription.uri,
    Secret: secret,
    // A change without one takes it away.
    Description: subscription.description === '' ? null : subscription.description,
    IsPaused: subscription.state !== 'enabled',
    Filters: subscription.filters,
    Headers: subscription.headers,
    Properties: subscription.properties,
  };
}

export function refused(field: string, problem: string): KancaError {
  return new KancaError('invalid_request', problem, { problems: [{ field, problem }] });
}

function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((one): one is string => typeof one === 'string'))
    throw refused('Filters', 'Filters has to be a list of texts.');
  return value;
}

function headersOf(value: unknown): Record<string, string> {
  const record = recordOf(value, 'Headers');
  return Object.fromEntries(
    Object.entries(record).map(([name, text]) => {
      if (typeof text !== 'string') throw refused(`Headers.${name}`, `The header ${name} has to be a text.`);
      return [name, text];
    }),
  );
}

function recordOf(value: unknown, name: string): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw refused(name, `${name} has to be an object.`);
  return { ...value };
}
