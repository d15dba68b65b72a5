import { ExactNumber, isObject } from '@kanca/core';
import type { Member, Shape } from './shape.js';

type Given = Readonly<Record<string, unknown>>;

/**
 * An instance with the members that the class describes, and with those only: others of the data are not put on it.
 * @param plain the data with JavaScript numbers
 * @param exact the same data with an `ExactNumber` for each number that JavaScript would write otherwise
 */
export function instanceOf({ dataClass, members }: Shape, plain: Given, exact: Given): object {
  const made = new dataClass();
  for (const member of members)
    if (Object.hasOwn(plain, member.name))
      Reflect.set(made, member.name, valueOf(member, plain[member.name], exact[member.name]));
  return made;
}

/** Whether a class, or one inside of it, has a member that keeps its digits. */
export function keepsDigits({ members }: Shape, seen = new Set<object>()): boolean {
  if (seen.has(members)) return false;
  seen.add(members);
  return members.some(({ isExact, nested }) => isExact || (nested !== null && keepsDigits(nested, seen)));
}

/** What does not have the form that its class expects is left as it is: the decorators refuse it. */
function valueOf(member: Member, plain: unknown, exact: unknown): unknown {
  if (Array.isArray(plain) && Array.isArray(exact))
    return member.nested === null && !member.isExact
      ? plain
      : plain.map((entry: unknown, index) => valueOf(member, entry, exact[index]));
  if (member.nested !== null && isObject(plain) && isObject(exact)) return instanceOf(member.nested, plain, exact);
  return member.isExact && typeof plain === 'number' && !(exact instanceof ExactNumber)
    ? new ExactNumber(String(plain))
    : member.isExact
      ? exact
      : plain;
}
