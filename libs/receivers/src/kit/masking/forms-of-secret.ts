/** A shorter one would blot out half of a text, and is no secret. */
export const MIN_SECRET_LENGTH = 6;

/** A secret as it may stand in a request: plain, in JSON, in a URL or a form, in hex, in UTF-16, and in base64 at any place of a longer text. */
export function formsOfSecret(secret: string): readonly string[] {
  if (secret.length < MIN_SECRET_LENGTH) return [];
  const bytes = Buffer.from(secret);
  const percent = encodeURIComponent(secret);
  const forms = [
    secret,
    bytes.toString('latin1'),
    JSON.stringify(secret).slice(1, -1),
    percent,
    percent.replaceAll('%20', '+'),
    new URLSearchParams({ s: secret }).toString().slice(2),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...inUtf16(secret),
    ...inBase64(bytes),
  ];
  // The longest first: a part that is taken out of a whole would leave the rest of it.
  return [...new Set(forms)].filter(({ length }) => length >= MIN_SECRET_LENGTH).sort((a, b) => b.length - a.length);
}

/** As one character for each byte: the charset of a body is not told to those who search it. */
function inUtf16(secret: string): readonly string[] {
  const little = Buffer.from(secret, 'utf16le');
  return [little.toString('latin1'), Buffer.from(little).swap16().toString('latin1')];
}

/**
 * What base64 makes of some bytes behind 0, 1 and 2 others, without the characters that the neighbours have a part in: so it is found
 * inside `Basic …` as well.
 */
function inBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = all.subarray(0, all.length - (all.length % 3)).toString('base64');
    const own = whole.slice(before === 0 ? 0 : 4);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
