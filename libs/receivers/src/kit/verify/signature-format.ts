/** What a signature header holds. */
export interface PresentedSignatures {
  readonly signatures: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** How signatures stand in their header. */
export interface SignatureFormat {
  readonly kind: string;
  /** What a valid header looks like, for the operator: `sha256=…`. */
  readonly shape: string;
  /** What the header presents, or null when it is not of this form. */
  parse(value: string): PresentedSignatures | null;
  write(signature: string, fields: Readonly<Record<string, string>>): string;
}

const NO_FIELDS: Readonly<Record<string, string>> = Object.freeze({});

export interface SingleSignature extends SignatureFormat {
  readonly kind: 'single';
  readonly prefix: string;
}

/** One signature and nothing else, behind a fixed prefix if the provider writes one. */
export function singleSignature(prefix = ''): SingleSignature {
  return Object.freeze({
    kind: 'single',
    prefix,
    shape: `${prefix}…`,
    parse: (value) =>
      value.length > prefix.length && value.startsWith(prefix)
        ? { signatures: [value.slice(prefix.length)], fields: NO_FIELDS }
        : null,
    write: (signature) => prefix + signature,
  } satisfies SingleSignature);
}
