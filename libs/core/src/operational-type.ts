/** What Kanca says of itself: these event types are its own. */
const PREFIX = 'kanca.';

/** Whether an event is about Kanca itself. Capitals do not count, so that nobody can publish under Kanca's name with one. Only subscribers that name such an event hear of it, and its failed delivery makes no further one. */
export function isOperational(type: string): boolean {
  return type.slice(0, PREFIX.length).toLowerCase() === PREFIX;
}
