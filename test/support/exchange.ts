/** A subscription that was made a moment ago. */
export interface Subscribed {
  readonly id: string;
  readonly secret: string;
}

/** What most tests of the sending edge begin and end with. Each ends the test when the hub does not do it. */
export interface Exchange {
  subscribe<T = object>(input: object): Promise<T & Subscribed>;
  /** Resolves with the id of the event. */
  publish(type: string, data?: unknown): Promise<string>;
  /** The id of the first delivery of an event. */
  deliveryOf(event: string): Promise<string>;
  /** Removes every subscription, so that a test hears nothing of the one before. */
  unsubscribeAll(): Promise<void>;
}

type Call = <T>(method: string, path: string, body?: unknown) => Promise<{ status: number; body: T }>;

/** @param call calls the management API of the hub */
export function exchangeOver(call: Call): Exchange {
  const done = async <T>(status: number, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await call<T>(method, path, body);
    if (answer.status === status) return answer.body;
    throw new Error(`${method} ${path} was answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
  };
  return {
    subscribe: (input) => done(201, 'POST', '/subscriptions', input),
    publish: async (type, data = {}) => (await done<{ id: string }>(202, 'POST', '/events', { type, data })).id,
    deliveryOf: async (event) => {
      const { deliveries } = await done<{ deliveries: readonly { id: string }[] }>(200, 'GET', `/events/${event}`);
      const [first] = deliveries;
      if (first === undefined) throw new Error(`The event ${event} is delivered to nobody.`);
      return first.id;
    },
    unsubscribeAll: async () => {
      const { data } = await done<{ data: readonly { id: string }[] }>(200, 'GET', '/subscriptions');
      for (const { id } of data) await done(204, 'DELETE', `/subscriptions/${id}`);
    },
  };
}
