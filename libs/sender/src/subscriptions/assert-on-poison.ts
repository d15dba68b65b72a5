import { KancaError } from '@kanca/core';
import type { Consumer } from '@kanca/dispatch';

type Ordered = Pick<Consumer, 'orderBy' | 'onPoison'>;

/**
 * What is to hold up the later ones of its key needs a key. One that was stored without may be changed otherwise.
 * @param before null for a new subscription
 * @throws KancaError `invalid_request` for `block` without `orderBy`
 */
export function assertOnPoison(after: Ordered, before: Ordered | null): void {
  if (!blocksNothing(after) || (before !== null && blocksNothing(before))) return;
  const field = 'onPoison';
  const problem =
    'is "block", which needs orderBy: without it there is no key whose later deliveries could wait. Set orderBy, or onPoison to "skip"';
  throw new KancaError('invalid_request', `${field} ${problem}.`, { problems: [{ field, problem }] });
}

function blocksNothing({ orderBy, onPoison }: Ordered): boolean {
  return onPoison === 'block' && orderBy === null;
}
