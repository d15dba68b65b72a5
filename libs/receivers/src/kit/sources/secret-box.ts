/** Keeps secrets closed at rest. The hub binds it to its vault. */
export abstract class SecretBox {
  /** @param context names the place it is kept at: a sealed text that is copied elsewhere does not open there */
  abstract seal(plaintext: string, context: string): string;
  /** @throws Error when it was sealed elsewhere or by a key that is gone */
  abstract open(sealed: string, context: string): string;
}
