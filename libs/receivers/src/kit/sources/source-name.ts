const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

/** What is wrong with the last part of a source's URL, or null. */
export function problemOfName(name: string | null): string | null {
  return name === null || NAME.test(name)
    ? null
    : 'has to begin with a letter or digit and hold at most 63 letters, digits, dots, hyphens and underscores: it is part of the URL';
}
