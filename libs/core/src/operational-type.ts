/** What Kanca says of itself: these event types are its own. */
const PREFIX = 'kanca.';

/** Whether an event tells of Kanca itself. Such an event is heard only by who names it, and brings about no other of its kind when it cannot be delivered. */
export function isOperational(type: string): boolean {
  return type.startsWith(PREFIX);
}
