import { constantTimeEqual } from '@kanca/signing';
import { randomBytes } from 'node:crypto';
import { unverifiedXml, xmlTextAt, type XmlElement } from '../kit/built-in.js';
import { inQuery, SignatureError } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SchemeKeys, SourceOptions } from '../kit/index.js';

/** 15 characters, or the same with three more that only tell upper case from lower. */
const ORGANIZATION_ID = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;
const TELLING_CHARACTERS = 15;
const ELEMENT = /(<OrganizationId>)[^<]*(<\/OrganizationId>)/;
/** A live token of Salesforce’s API, where the message was set up to send one. */
const SESSION_ID = /(<(?:[\w-]+:)?SessionId(?:\s[^<>]*)?>)[^<]*(<\/)/g;
const CODE = inQuery('code');

/**
 * That a message names the organisation that is expected, and brings the code along where the source has one. Salesforce signs
 * nothing: the id keeps other organisations' messages apart, but it is no secret. The code is.
 */
export class OrganizationScheme implements Scheme {
  readonly kind = 'organization_id';
  readonly headers: readonly string[] = [];
  readonly toleranceSeconds = null;

  constructor() {
    Object.freeze(this);
  }

  applies(request: InboundRequest): boolean {
    return organizationOf(request) !== undefined;
  }

  verify(request: InboundRequest, secrets: readonly string[], { options }: SchemeContext): undefined {
    const presented = organizationOf(request);
    if (presented === undefined)
      throw new SignatureError('header_missing', 'no OrganizationId in the message: is it an outbound message?');
    let matches = 0;
    for (const secret of secrets) if (isSameOrganization(secret, presented)) matches += 1;
    const code = options['code'];
    const hasCode =
      typeof code !== 'string' || constantTimeEqual(Buffer.from(code), Buffer.from(CODE.read(request) ?? ''));
    if (matches === 0)
      throw new SignatureError('signature_mismatch', 'the message is of another organisation: is it a sandbox?');
    if (!hasCode)
      throw new SignatureError('signature_mismatch', `${CODE.where} is not the code of this source, or is missing`);
  }

  sign(request: InboundRequest, organizationId: string, { options }: SchemeContext): InboundRequest {
    const code = options['code'];
    const written = request.body
      .toString('utf8')
      .replace(ELEMENT, (_all, open: string, close: string) => `${open}${organizationId}${close}`);
    const signed = { ...request, body: Buffer.from(written) };
    return typeof code === 'string' ? CODE.write(signed, code) : signed;
  }

  /** The organisation is no secret, but a session is, unless the source says that its handlers need it. */
  withoutCredentials(body: Buffer, options: SourceOptions): Buffer {
    if (options['keepSessionId'] === true) return body;
    const text = body.toString('latin1');
    const masked = text.replace(SESSION_ID, '$1[redacted]$2');
    return masked === text ? body : Buffer.from(masked, 'latin1');
  }

  sendsSecret(options: SourceOptions): boolean {
    return typeof options['code'] === 'string';
  }

  problemOfSecret(secret: string): string | null {
    return ORGANIZATION_ID.test(secret)
      ? null
      : 'has to be the 15 or 18 letters and digits of an organisation id, 00D…';
  }

  newKeys(): SchemeKeys {
    const organizationId = `00D${randomBytes(6).toString('hex')}`;
    return { secret: organizationId, signingKey: organizationId };
  }
}

/** The `notifications` element of a message. */
export function notificationsOf(envelope: XmlElement): XmlElement | undefined {
  const body = envelope.children.find(({ name }) => name === 'Body');
  return body?.children.find(({ name }) => name === 'notifications');
}

function organizationOf({ body }: InboundRequest): string | undefined {
  const envelope = unverifiedXml(body);
  return envelope === undefined ? undefined : xmlTextAt(notificationsOf(envelope), 'OrganizationId');
}

function isSameOrganization(secret: string, presented: string): boolean {
  const areIds = ORGANIZATION_ID.test(secret) && ORGANIZATION_ID.test(presented);
  const [left, right] = [secret, presented].map((id) => Buffer.from(id.slice(0, TELLING_CHARACTERS)));
  return left !== undefined && right !== undefined && constantTimeEqual(left, right) && areIds;
}
