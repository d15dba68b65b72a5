import { isObject } from '@kanca/core';

/** Names of members that hold something secret in an answer that shows it once. */
const SECRET_NAME = /secret|password|token|^key$|privatekey|credential/i;
const SECRET_VALUE = /^(?:whsec_|whsk_|kanca_)/;
const HIDDEN = '[hidden]';
const MAX_LENGTH = 65_536;

/** JSON of a resource for the audit, without what is secret. @returns null for nothing; a sentence in JSON for what is too long */
export function shownInAudit(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const json = JSON.stringify(withoutSecrets(value, ''));
  return json.length <= MAX_LENGTH ? json : JSON.stringify(`[${String(json.length)} characters, too many to be kept]`);
}

function withoutSecrets(value: unknown, name: string): unknown {
  if (typeof value === 'string') return SECRET_NAME.test(name) || SECRET_VALUE.test(value) ? HIDDEN : value;
  if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, withoutSecrets(inner, member)]));
}
