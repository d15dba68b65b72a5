/** Of a name, and of its prefix. */
const MAX_PART = 256;
const COLON = 0x3a;
/** What may stand in a name below 0x80: 2 also at its start. Above, all may. */
const KIND = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z_]/.test(character) ? 2 : /[-.0-9]/.test(character) ? 1 : 0;
});

/**
 * Where the name that begins at some place ends, with the prefix that it may have; the place itself where no name begins. Reads characters one
 * by one: a document has a name every few of them, and a regular expression costs more to start than a name costs to read.
 */
export function endOfXmlName(source: string, start: number): number {
  const end = endOfPart(source, start);
  if (end === start || source.charCodeAt(end) !== COLON) return end;
  const second = endOfPart(source, end + 1);
  return second === end + 1 ? end : second;
}

function endOfPart(source: string, start: number): number {
  if (kindOf(source.charCodeAt(start)) < 2) return start;
  let at = start + 1;
  const last = start + MAX_PART;
  while (at < last && kindOf(source.charCodeAt(at)) > 0) at++;
  return at;
}

/** NaN, behind the last character, is of no kind. */
function kindOf(code: number): number {
  return code >= 0x80 ? 2 : (KIND[code] ?? 0);
}
