/** A hub says so of events that it delivers: how many events came before. */
const HOPS = 'kanca-hops';
const WHOLE_NUMBER = /^\d{1,4}$/;

/** What the sender of a request says of it; 0 for nearly all, which say nothing. Not signed: a lie can only end its own request sooner. */
export function hopsOf(headers: Readonly<Record<string, string>>): number {
  const text = headers[HOPS];
  return text !== undefined && WHOLE_NUMBER.test(text) ? Number(text) : 0;
}
