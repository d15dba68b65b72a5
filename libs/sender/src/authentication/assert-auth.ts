import { createPrivateKey, X509Certificate } from 'node:crypto';
import { KancaError, type FieldProblem } from '@kanca/core';
import { assertSendableHeaders, type DestinationPolicy } from '@kanca/egress';
import { assertDestination } from '../model/assert-destination.js';
import type { EndpointAuth, MtlsAuth } from '../model/endpoint-auth.js';

const MAX_TEXT = 4_096;
const MAX_PEM = 65_536;
/** What a header can hold: no CR, LF or NUL. */
const VISIBLE = /^[\x20-\x7e]+$/;
const TOKEN = /^[\x21-\x7e]+$/;

/**
 * Checks credentials before they are kept, so that what cannot be sent is found out now.
 * @throws KancaError `invalid_request` naming the fields that are wrong, and never their values; `egress_refused` for a token endpoint
 * that may not be called
 */
export function assertAuth(auth: EndpointAuth, destinations: DestinationPolicy): void {
  const problems = problemsOf(auth);
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '), {
      problems,
    });
  if (auth.type === 'oauth2') assertDestination('auth.tokenUrl', auth.tokenUrl, destinations);
}

function problemsOf(auth: EndpointAuth): readonly FieldProblem[] {
  switch (auth.type) {
    case 'basic':
      return [
        ...(auth.username.includes(':') ? [{ field: 'auth.username', problem: 'has a colon, which ends it' }] : []),
        ...textProblems('auth.username', auth.username, /^\P{Cc}*$/u),
        ...textProblems('auth.password', auth.password, /^\P{Cc}*$/u),
      ];
    case 'bearer':
      return textProblems('auth.token', auth.token, TOKEN);
    case 'apiKey':
      return [...headerProblems(auth.header), ...textProblems('auth.value', auth.value, VISIBLE)];
    case 'oauth2':
      return [
        ...textProblems('auth.clientId', auth.clientId, VISIBLE),
        ...textProblems('auth.clientSecret', auth.clientSecret, VISIBLE),
      ];
    case 'mtls':
      return mtlsProblems(auth);
  }
}

function textProblems(field: string, text: string, allowed: RegExp): readonly FieldProblem[] {
  if (text.length > MAX_TEXT) return [{ field, problem: `is longer than ${String(MAX_TEXT)} characters` }];
  return allowed.test(text) ? [] : [{ field, problem: 'is empty, or has a character that no header can carry' }];
}

function headerProblems(header: string): readonly FieldProblem[] {
  try {
    assertSendableHeaders({ [header]: 'x' });
    return [];
  } catch (error) {
    const problem = (error instanceof KancaError ? error.problems?.[0]?.problem : undefined) ?? 'cannot be sent';
    return [{ field: 'auth.header', problem }];
  }
}

function mtlsProblems({ certificate, privateKey, ca }: MtlsAuth): readonly FieldProblem[] {
  if (certificate === undefined && ca === undefined)
    return [
      { field: 'auth.certificate', problem: 'is missing: mtls needs a certificate with its privateKey, or a ca' },
    ];
  if ((certificate === undefined) !== (privateKey === undefined))
    return [{ field: 'auth.privateKey', problem: 'goes with certificate: give both, or neither' }];
  if ([certificate, privateKey, ca].some((pem) => (pem?.length ?? 0) > MAX_PEM))
    return [{ field: 'auth', problem: `has a PEM of more than ${String(MAX_PEM)} characters` }];
  const parsed = certificate === undefined ? undefined : certificateIn(certificate);
  const key = privateKey === undefined ? undefined : keyIn(privateKey);
  const problems: FieldProblem[] = [];
  if (parsed === null) problems.push({ field: 'auth.certificate', problem: 'is no certificate in PEM' });
  if (key === null)
    problems.push({ field: 'auth.privateKey', problem: 'is no private key in PEM without a passphrase' });
  if (ca !== undefined && certificateIn(ca) === null)
    problems.push({ field: 'auth.ca', problem: 'is no certificate in PEM' });
  if (parsed && key && !parsed.checkPrivateKey(key))
    problems.push({ field: 'auth.privateKey', problem: 'is not the key of the certificate' });
  return problems;
}

function certificateIn(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}

function keyIn(pem: string): ReturnType<typeof createPrivateKey> | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
