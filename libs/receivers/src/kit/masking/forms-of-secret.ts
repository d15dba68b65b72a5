/** A shorter one would blot out half of a text, and is no secret. */
export const MIN_SECRET_LENGTH = 6;

/** A secret as it may stand in a request: plain, in JSON (once and twice), in a URL or a form, in hex, and in base64 at any place of a longer text. */
export function formsOfSecret(secret: string): readonly string[] {
  if (secret.length < MIN_SECRET_LENGTH) return [];
  const bytes = Buffer.from(secret);
  const percent = percentEncoded(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [
    secret,
    json,
    json.replaceAll('/', String.raw`\/`),
    JSON.stringify(json).slice(1, -1),
    percent,
    percent.replaceAll('%20', '+'),
    percent.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    new URLSearchParams({ s: secret }).toString().slice(2),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...inBase64(bytes),
  ];
  return [...new Set(forms)].filter(({ length }) => length >= MIN_SECRET_LENGTH);
}

/** Half of a surrogate pair has no UTF-8, and `encodeURIComponent` throws at it. */
function percentEncoded(secret: string): string {
  return encodeURIComponent(Buffer.from(secret).toString('utf8'));
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
