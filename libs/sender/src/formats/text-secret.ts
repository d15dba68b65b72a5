import { KancaError } from '@kanca/core';

export interface TextSecretOptions {
  readonly min: number;
  readonly max: number;
  readonly characters: RegExp;
  /** Says which characters, and why. */
  readonly which: string;
}

/**
 * Reads secrets that are used as the text they are.
 * @returns what makes the key: its UTF-8 bytes
 */
export function textSecret({ min, max, characters, which }: TextSecretOptions): (text: string) => Buffer {
  return (text) => {
    if (text.length < min || text.length > max || !characters.test(text))
      throw new KancaError(
        'invalid_request',
        `The secret has ${String(text.length)} characters: expected ${String(min)} to ${String(max)}, ${which}.`,
      );
    return Buffer.from(text, 'utf8');
  };
}
