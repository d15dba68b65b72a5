/** A long mail is not searched to its end for a header that is not there. */
const MAX_HEADER_CHARACTERS = 65_536;

/** A header of a mail, unfolded; undefined when it is not among its headers. Source: RFC 5322, section 2.2. */
export function mailHeader(mail: string, name: string): string | undefined {
  const head = mail.slice(0, MAX_HEADER_CHARACTERS);
  const end = head.search(/\r?\n\r?\n/);
  const lines = (end === -1 ? head : head.slice(0, end)).split(/\r?\n/);
  const start = `${name.toLowerCase()}:`;
  const at = lines.findIndex((line) => line.slice(0, start.length).toLowerCase() === start);
  const first = lines[at];
  if (first === undefined) return undefined;
  const rest = lines.slice(at + 1);
  const folded = rest.findIndex((line) => !/^[ \t]/.test(line));
  const value = [first.slice(start.length), ...(folded === -1 ? rest : rest.slice(0, folded))].join('').trim();
  return value === '' ? undefined : value;
}
