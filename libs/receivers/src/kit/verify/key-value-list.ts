import type { PresentedSignatures, SignatureFormat } from './signature-format.js';

export interface KeyValueListOptions {
  /** Between two entries: `,` unless told. */
  readonly separator?: string;
  /** The key whose values are signatures, `v1`. It may come several times; every value counts. */
  readonly signature: string;
  /** The keys of fields that parts read, such as the timestamp `t`. Each has to be there exactly once. */
  readonly fields?: readonly string[];
}

export interface KeyValueList extends SignatureFormat {
  readonly kind: 'key_value_list';
  readonly separator: string;
  readonly signature: string;
  readonly fields: readonly string[];
}

/**
 * Signatures in a list of `key=value` entries. Entries with other keys are passed over: a version that is not known is never
 * taken for one that is.
 * @example keyValueList({ signature: 'v1', fields: ['t'] }).parse('t=1760000000,v1=5257a8…,v0=6ffbb5…')
 */
export function keyValueList({ separator = ',', signature, fields = [] }: KeyValueListOptions): KeyValueList {
  return Object.freeze({
    kind: 'key_value_list',
    separator,
    signature,
    fields,
    shape: [...fields, signature].map((key) => `${key}=…`).join(separator),

    parse(value): PresentedSignatures | null {
      const signatures: string[] = [];
      const found: Record<string, string> = {};
      for (const entry of value.split(separator)) {
        const at = entry.indexOf('=');
        if (at === -1) continue;
        const key = entry.slice(0, at).trim();
        const text = entry.slice(at + 1).trim();
        if (key === signature) signatures.push(text);
        else if (fields.includes(key)) {
          if (Object.hasOwn(found, key)) return null;
          found[key] = text;
        }
      }
      return signatures.length > 0 && fields.every((key) => Object.hasOwn(found, key))
        ? { signatures, fields: found }
        : null;
    },

    write: (text, values) =>
      [
        ...fields.map((key) => `${key}=${Object.hasOwn(values, key) ? (values[key] ?? '') : ''}`),
        `${signature}=${text}`,
      ].join(separator),
  } satisfies KeyValueList);
}
