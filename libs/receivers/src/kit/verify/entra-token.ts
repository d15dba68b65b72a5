import { publishedAt } from './key-set.js';
import { inHeader } from './place.js';
import { jwt, type ClaimCheck } from './jwt.js';
import { SignatureError } from '../refusals/signature-error.js';
import type { InboundRequest } from '@kanca/core';
import type { OptionField, OptionProblem } from '../receiver-definition.js';
import type { KeySet } from './key-set.js';
import type { Scheme, SchemeContext, SourceOptions } from './scheme.js';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LOGIN = 'https://login.microsoftonline.com';

/**
 * A token that Microsoft Entra ID made for the service that calls: Azure's "secure webhook". It tells who sent the request, and nothing
 * about its body. It takes part only in sources that name their tenant and audience; others of the tenant can have tokens made
 * for that audience is told apart by the app id.
 * Source: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 * @param appId of the Microsoft service that calls, in the public cloud; a source may name another
 * @example oneOf(token(inQuery('code')), entraToken('461e8683-5575-4561-ac7f-899cc907d62a'))
 */
export function entraToken(appId: string): Scheme {
  return new EntraToken(appId);
}

/** The settings that `entraToken` reads. None is required: without them, no token is taken. */
export const entraOptions: readonly OptionField[] = Object.freeze([
  {
    kind: 'text',
    name: 'tenantId',
    label: 'Entra tenant ID',
    help: 'Directory (tenant) ID, where Azure sends a token of Entra ID along (secure webhook). Goes with audience.',
    isRequired: false,
  },
  {
    kind: 'text',
    name: 'audience',
    label: 'Entra audience',
    help: 'What the token is for: the ID or the URI of the app that stands for this hub, as it was entered at Azure.',
    isRequired: false,
  },
  {
    kind: 'text',
    name: 'allowedAppId',
    label: 'Entra app that calls',
    help: 'Application (client) ID of the only app whose tokens count (default: Microsoft’s own service in the public cloud).',
    isRequired: false,
  },
]);

/** What is wrong with them together. For `checkOptions`. */
export function problemsOfEntra(options: SourceOptions): readonly OptionProblem[] {
  const { tenantId, audience, allowedAppId } = options;
  const problems: OptionProblem[] = [];
  if (tenantId === undefined && (audience ?? allowedAppId) !== undefined)
    problems.push({ name: 'tenantId', problem: 'is missing: without it no token of Entra ID is taken' });
  if (tenantId !== undefined && audience === undefined)
    problems.push({ name: 'audience', problem: 'is missing: a token for anything else in the tenant would do' });
  for (const [name, value] of Object.entries({ tenantId, allowedAppId }))
    if (value !== undefined && !isGuid(value))
      problems.push({ name, problem: 'has to be an ID like 11111111-2222-3333-4444-555555555555' });
  return problems;
}

class EntraToken implements Scheme {
  readonly kind = 'jwt';
  readonly algorithms = ['RS256'] as const;
  readonly headers: readonly string[];
  readonly credentialHeaders: readonly string[];
  readonly toleranceSeconds = null;
  private readonly token: Scheme;

  constructor(readonly appId: string) {
    this.token = jwt({
      at: inHeader('authorization', 'Bearer '),
      algorithms: this.algorithms,
      keySet: keysOfTenant,
      checks: [isOfTenant, isForAudience, wouldEnd, isOfApp(appId)],
    });
    this.headers = this.token.headers;
    this.credentialHeaders = this.token.headers;
    Object.freeze(this);
  }

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return isOn(context.options) && this.token.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    if (!isOn(context.options))
      throw new SignatureError(
        'scheme_disabled',
        'this source names no Entra tenant and audience: it takes no such token',
      );
    return this.token.verify(request, secrets, context);
  }

  /** Nobody but Entra ID can. */
  sign(): never {
    throw new Error('only Microsoft Entra ID can make its tokens');
  }

  problemOfSecret(): null {
    return null;
  }

  newKeys(): null {
    return null;
  }
}

const keysOfTenant: KeySet = (kid, context) => {
  const tenant = String(context.options['tenantId']).toLowerCase();
  return publishedAt(`${LOGIN}/${tenant}/discovery/v2.0/keys`)(kid, context);
};

const isOfTenant: ClaimCheck = ({ iss }, { context }) => {
  const tenant = String(context.options['tenantId']).toLowerCase();
  // Tokens of version 1 and 2. Which one it is depends on the app that stands for this hub.
  return [`https://sts.windows.net/${tenant}/`, `${LOGIN}/${tenant}/v2.0`].includes(String(iss))
    ? null
    : 'the token was issued by another tenant than the option tenantId';
};

const isForAudience: ClaimCheck = ({ aud }, { context }) =>
  aud === context.options['audience'] ? null : 'the token is for another audience than the option audience';

const wouldEnd: ClaimCheck = ({ exp }) => (typeof exp === 'number' ? null : 'the token never ends');

/** Every app of the tenant may be able to have tokens made for an audience: only those of the service that calls count. */
function isOfApp(appId: string): ClaimCheck {
  return ({ appid, azp }, { context }) => {
    const own = context.options['allowedAppId'];
    const allowed = (typeof own === 'string' ? own : appId).toLowerCase();
    return String(appid ?? azp).toLowerCase() === allowed ? null : `the token is of another app than ${allowed}`;
  };
}

function isOn({ tenantId, audience }: SourceOptions): boolean {
  return isGuid(tenantId) && typeof audience === 'string' && audience !== '';
}

function isGuid(value: unknown): boolean {
  return typeof value === 'string' && GUID.test(value);
}
