import { AsyncLocalStorage } from 'node:async_hooks';

/** A call that is under way, and the one in whose work it was made. */
interface Call {
  readonly within: Call | undefined;
  /** The innermost call of its connection when it began. */
  readonly before: Call | undefined;
  isOver: boolean;
}

const current = new AsyncLocalStorage<Call>();
/** The innermost call of each connection. */
const innermost = new WeakMap<object, Call>();
let calls = 0;

/**
 * Does the work unless other work is under way on the same client. One inside of the other is well: it ends first.
 * @param work gets a name for a savepoint that no other call has, so that no call can take back another's by accident, and a check that
 *   fails while a call that was made in its work is not over
 * @throws Error beside another call
 */
export async function takeTurn<T>(
  client: object,
  work: (name: string, assertLast: () => void) => Promise<T>,
): Promise<T> {
  const connection = connectionOf(client);
  const before = innermost.get(connection);
  const call: Call = { within: current.getStore(), before, isOver: false };
  if (before !== undefined && !isWithin(call, before))
    throw new Error(
      'once was called beside another call of it on the same client: await the one before the other, for the failure of one takes back ' +
        'what both did.',
    );
  innermost.set(connection, call);
  const assertLast = (): void => {
    if (innermost.get(connection) !== call)
      throw new Error('once has ended before another call of it that was made in its work: await that one there.');
  };
  try {
    return await current.run(call, () => work(`kanca_once_${String(++calls)}`, assertLast));
  } finally {
    call.isOver = true;
    if (innermost.get(connection) === call) leave(connection, call);
  }
}

/** A pool gives the connection to others: none that is over may stay. */
function leave(connection: object, call: Call): void {
  let next = call.before;
  while (next?.isOver === true) next = next.before;
  if (next === undefined) innermost.delete(connection);
  else innermost.set(connection, next);
}

/** All managers of one transaction of TypeORM share its query runner. */
function connectionOf(client: object): object {
  const runner: unknown = 'queryRunner' in client ? client.queryRunner : undefined;
  return typeof runner === 'object' && runner !== null ? runner : client;
}

function isWithin(call: Call, outer: Call): boolean {
  for (let each = call.within; each !== undefined; each = each.within) if (each === outer) return true;
  return false;
}
