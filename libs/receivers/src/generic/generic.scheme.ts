import type { HmacOptions, OptionProblem, Part, SignedTimestamp } from '../kit/built-in.js';
import {
  basic,
  concat,
  header,
  hmac,
  inHeader,
  keyValueList,
  signatureField,
  token,
  type Scheme,
  type SchemeContext,
  type SchemeKeys,
  type SourceOptions,
} from '../kit/index.js';
import { DEFAULT_TOLERANCE_SECONDS } from './generic.options.js';
import { PART_FORMS, partOf } from './part-of.js';
import { PLACE_FORMS, placeOf } from './place-of.js';
import type { InboundRequest } from '@kanca/core';

const DEFAULT_PLACE = 'header:x-signature';
const LIST_FIELD = 'field:';

/** The scheme that a source's own options describe. The options were checked when they were set; one that is wrong all the same refuses the request. */
export class GenericScheme implements Scheme {
  readonly kind = 'generic';
  readonly headers: readonly string[] = [];
  readonly toleranceSeconds = null;
  private readonly made = new WeakMap<SourceOptions, Scheme>();

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return this.of(context.options).applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    return this.of(context.options).verify(request, secrets, context);
  }

  chosen(request: InboundRequest, context: SchemeContext): Scheme {
    const scheme = this.of(context.options);
    return scheme.chosen?.(request, context) ?? scheme;
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    return this.of(context.options).sign(request, signingKey, context);
  }

  withoutCredentials(body: Buffer, options: SourceOptions): Buffer {
    return this.of(options).withoutCredentials?.(body, options) ?? body;
  }

  credentialQueryOf(options: SourceOptions): readonly string[] {
    return this.of(options).credentialQueryOf?.(options) ?? [];
  }

  credentialHeadersOf(options: SourceOptions): readonly string[] {
    return this.of(options).credentialHeaders ?? [];
  }

  problemOfSecret(secret: string, options: SourceOptions = {}): string | null {
    return this.of(options).problemOfSecret(secret);
  }

  newKeys(): SchemeKeys | null {
    return this.of({}).newKeys();
  }

  private of(options: SourceOptions): Scheme {
    const known = this.made.get(options);
    if (known !== undefined) return known;
    const scheme = schemeOf(options);
    this.made.set(options, scheme);
    return scheme;
  }
}

/** What is wrong with options that are right one by one. */
export function problemsOfGeneric(options: SourceOptions): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  for (const name of ['at', 'eventType', 'eventId', 'challenge'])
    if (textOf(options, name) !== undefined && placeOf(textOf(options, name) ?? '') === null)
      problems.push({ name, problem: `has to be ${PLACE_FORMS}` });
  for (const entry of listOf(options, 'signed'))
    if (partOf(entry) === null)
      problems.push({ name: 'signed', problem: `holds ${JSON.stringify(entry)}: it takes ${PART_FORMS}` });
  const timestamp = textOf(options, 'timestamp');
  if (timestamp !== undefined && (!/^(?:header|field):./.test(timestamp) || partOf(timestamp) === null))
    problems.push({ name: 'timestamp', problem: 'has to be header:<name> or field:<name>' });
  else if (timestamp !== undefined && !listOf(options, 'signed').includes(timestamp))
    problems.push({ name: 'timestamp', problem: 'is not among what is signed: it would protect nothing' });
  const usesFields = [...listOf(options, 'signed'), timestamp ?? ''].some((entry) => entry.startsWith(LIST_FIELD));
  if (usesFields && textOf(options, 'signatureKey') === undefined)
    problems.push({ name: 'signatureKey', problem: 'is missing: field:<name> is read from a list such as t=…,v1=…' });
  if (textOf(options, 'challenge')?.startsWith('query:') === false)
    problems.push({ name: 'challenge', problem: 'has to be query:<name>' });
  if (options['scheme'] === 'basic' && textOf(options, 'username') === undefined)
    problems.push({ name: 'username', problem: 'is missing: basic needs it' });
  if (options['scheme'] === undefined || options['scheme'] === 'hmac')
    if (listOf(options, 'signed').length > 0 && !listOf(options, 'signed').includes('body'))
      problems.push({ name: 'signed', problem: 'leaves the body out: anyone could change it' });
  return problems;
}

function schemeOf(options: SourceOptions): Scheme {
  const place = placeOf(textOf(options, 'at') ?? DEFAULT_PLACE, textOf(options, 'prefix')) ?? inHeader('x-signature');
  switch (options['scheme']) {
    case 'token':
      return token(place);
    case 'basic':
      return basic();
    default:
      return hmac({ ...hmacOptionsOf(options), ...signatureOf(options) });
  }
}

function hmacOptionsOf(options: SourceOptions): HmacOptions {
  const parts = listOf(options, 'signed').flatMap((entry): Part[] => {
    const part = partOf(entry);
    return part === null ? [] : [part];
  });
  const timestamp = timestampOf(options);
  return {
    algorithm: oneOfTexts(options, 'algorithm', ['sha256', 'sha1', 'sha384', 'sha512']),
    encoding: oneOfTexts(options, 'encoding', ['hex', 'base64', 'base64url']),
    key: {
      encoding: oneOfTexts(options, 'keyEncoding', ['utf8', 'hex', 'base64']),
      prefix: textOf(options, 'keyPrefix') ?? '',
    },
    ...(parts.length === 0 ? {} : { signed: concat(...parts) }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

/** A prefix stands before the one signature; a list names its signature by a key. */
function signatureOf(options: SourceOptions): Pick<HmacOptions, 'at' | 'prefix' | 'format'> {
  const at = placeOf(textOf(options, 'at') ?? DEFAULT_PLACE) ?? inHeader('x-signature');
  const signature = textOf(options, 'signatureKey');
  if (signature === undefined) return { at, prefix: textOf(options, 'prefix') ?? '' };
  const entries = [...listOf(options, 'signed'), textOf(options, 'timestamp') ?? ''];
  const fields = entries.filter((entry) => entry.startsWith(LIST_FIELD)).map((entry) => entry.slice(LIST_FIELD.length));
  return { at, format: keyValueList({ signature, fields: [...new Set(fields)] }) };
}

function timestampOf(options: SourceOptions): SignedTimestamp | undefined {
  const text = textOf(options, 'timestamp');
  if (text === undefined) return undefined;
  const name = text.slice(text.indexOf(':') + 1);
  return {
    from: text.startsWith(LIST_FIELD) ? signatureField(name) : header(name),
    unit: oneOfTexts(options, 'timestampUnit', ['seconds', 'milliseconds', 'iso']),
    toleranceSeconds: DEFAULT_TOLERANCE_SECONDS,
  };
}

export function textOf(options: SourceOptions, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function listOf(options: SourceOptions, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** The option when it is one of the texts, else the first of them. */
function oneOfTexts<T extends string>(options: SourceOptions, name: string, texts: readonly [T, ...T[]]): T {
  return texts.find((text) => text === options[name]) ?? texts[0];
}
