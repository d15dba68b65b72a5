import type { FuzzedRequest } from './fuzzed-request.js';
import type { Observed } from './fuzzed-hub.js';

/** Far beyond what a noisy machine does to a request: only work that grows without bound takes as long. */
const MAX_MS = 10_000;
/** A shorter secret may well be part of something else. */
const MIN_SECRET_LENGTH = 8;

/** What a hub must never do, whatever comes. @returns what it did nevertheless; nothing when all is well */
export function misdeeds({ subject, origin, wire }: FuzzedRequest, observed: Observed): readonly string[] {
  const { status, body, contentType, stored, faults, explanations, elapsedMs } = observed;
  const { receiver, source, start } = subject;
  const found: string[] = [...faults];
  const isWaiting = receiver.secret !== null && source.secrets.length === 0;
  if (status !== null && status >= 500 && !(isWaiting && status === 503))
    found.push(`it answered ${String(status)}: ${body}`);
  if (status === null && !wire.isCut && elapsedMs < 100) found.push('it hung up without an answer');
  if (elapsedMs > MAX_MS) found.push(`it took ${String(Math.round(elapsedMs))} ms`);
  if (contentType.startsWith('application/problem+json') && body !== '' && !isProblem(body))
    found.push(`no problem: ${body}`);

  const assurance = receiver.assuranceOf?.(source.options) ?? receiver.assurance;
  const isProven = origin === 'changed' || origin === 'signed';
  if (stored.length > 0 && !isProven && assurance !== 'none') found.push('it stored what nobody had signed');
  const isOtherBody = stored.some(({ raw }) => raw !== undefined && !raw.body.equals(start.body));
  if (isOtherBody && origin === 'changed' && assurance === 'signed-body')
    found.push('it stored a body that was changed after it was signed');
  for (const { events, raw } of stored)
    for (const { data, type } of events)
      if (!isJson(data === 'raw' ? (raw?.body ?? Buffer.alloc(0)) : data)) found.push(`the data of ${type} is no JSON`);

  const told = [body, ...explanations].join('\n');
  if (source.secrets.some((secret) => secret.length >= MIN_SECRET_LENGTH && told.includes(secret)))
    found.push(`it told a secret: ${told}`);
  return found;
}

function isProblem(body: string): boolean {
  try {
    const { status, code } = JSON.parse(body) as { status?: unknown; code?: unknown };
    return typeof status === 'number' && typeof code === 'string';
  } catch {
    return false;
  }
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
