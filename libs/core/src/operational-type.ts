/** What Kanca says of itself: these event types are its own. */
const PREFIX = 'kanca.';

/** Whether an event tells of Kanca itself, in whatever case its name is written: nobody may pass for Kanca by a capital letter. Such an event is heard only by who names it, and brings about no other of its kind when it cannot be delivered. */
export function isOperational(type: string): boolean {
  return type.slice(0, PREFIX.length).toLowerCase() === PREFIX;
}
