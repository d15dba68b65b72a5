/** The characters that a pattern finds as the percent-encoded bytes of their UTF-8. */
export function percentEncoded(text: string, unfit: RegExp): string {
  return text.replace(unfit, (character) => Buffer.from(character).toString('hex').replace(/../g, '%$&').toUpperCase());
}
