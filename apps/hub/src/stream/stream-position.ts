/** Up to where a client has been told of each log: Unix milliseconds, and of subscriptions the revision. */
export interface StreamPosition {
  readonly event: number;
  readonly delivery: number;
  readonly rejection: number;
  readonly subscription: number;
}

const POSITION = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,11})$/;
const BASE = 36;

/** A position as the id of a message, which a browser gives back as `Last-Event-ID`. */
export function writePosition({ event, delivery, rejection, subscription }: StreamPosition): string {
  return [event, delivery, rejection, subscription].map((place) => Math.max(0, place).toString(BASE)).join('.');
}

/** null for what is none: a client that comes with it begins anew, since a browser could not mend it. */
export function readPosition(text: string | undefined): StreamPosition | null {
  const places = POSITION.exec(text ?? '')
    ?.slice(1)
    .map((part) => Number.parseInt(part, BASE));
  if (places === undefined || places.some((place) => place > Number.MAX_SAFE_INTEGER)) return null;
  const [event = 0, delivery = 0, rejection = 0, subscription = 0] = places;
  return { event, delivery, rejection, subscription };
}
