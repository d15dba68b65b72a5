import { KancaError } from '@kanca/core';
import type { ReceiverRegistry } from '@kanca/receivers';
import { allows, type Scope } from '../../keys/scope.js';

/** A type that somebody wants to publish, and where in the request it stands. */
export interface NamedType {
  readonly field: string;
  readonly type: string;
}

/**
 * Handlers and subscribers know a provider's events by the first word of their type, and take them for verified. So only a key that
 * may manage sources, and could let any request in, may publish under the name of a provider, as operators do to repeat an event.
 * @throws KancaError `invalid_request` naming the fields
 */
export function assertTypesAreOwn(
  types: readonly NamedType[],
  scopes: readonly Scope[],
  receivers: ReceiverRegistry,
): void {
  if (allows(scopes, 'manage')) return;
  const problems = types.flatMap(({ field, type }) => {
    const [word = ''] = type.split('.', 1);
    // In any case: a subscriber may not tell GitHub.push from github.push.
    const receiver = receivers.get(word.toLowerCase());
    return receiver === undefined ? [] : [{ field, problem: problemOf(type, receiver.title) }];
  });
  const [first] = problems;
  if (first !== undefined) throw new KancaError('invalid_request', first.problem, { problems });
}

function problemOf(type: string, title: string): string {
  return (
    `${type.slice(0, 256)} is an event of the provider ${title}, which only a verified request may bring. ` +
    'Choose another first word, or publish with a key that may manage sources.'
  );
}
