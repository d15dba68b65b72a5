/**
 * The floors inside of each package, from the lowest to the highest: a folder may use those of lower floors. Tests are left out, for a spec may
 * use what stands above its subject. `npm run architecture` checks them.
 */
const { options } = require('./.dependency-cruiser.cjs');

/** Lowest first: the folders of a floor, and why nothing below or beside them may need them. */
const FLOORS = {
  egress: [
    ['address|headers', 'What may be called and sent is judged without a network.'],
    ['destination', 'A URL is judged by its addresses, before anybody connects.'],
    ['request', 'What a call and its failure are does not depend on how it is made.'],
    ['resolver', 'A name becomes addresses; nobody judges them yet.'],
    ['connection', 'One connection to an address that was checked; it knows no pool.'],
    ['pool', 'Connections are kept by origin; a pool does not know what is asked on them.'],
    ['client', 'The client is the door: it uses all the others.'],
  ],
  dispatch: [
    ['settings|ancestry', 'What an operator sets, and what caused an event, can be read without the engine.'],
    ['ports', 'The contracts say what a log and a queue do, and do not know how.'],
    [
      'claims|log|large-bodies|postgres/entities',
      'Each is one idea in memory, or one table: it needs the contracts only.',
    ],
    ['wake-up|order|throttle', 'Who is woken, who is next and who has to wait do not know who delivers.'],
    ['outbox|postgres|queries|live', 'The adapter and the reading side serve the worker; they do not know it.'],
    ['operational|once|replays', 'What writes events and deliveries of its own does so by the log and the queue.'],
    [
      'worker|operator|expiry',
      'A worker, an operator and the end of what expires use all of the engine, and nothing in it calls them.',
    ],
    ['leases|replies', 'Two further ways to deliver complete an attempt as the worker does.'],
  ],
  sender: [
    ['settings|formats', 'A format can be written, read and tested without a subscription.'],
    ['model|event-types', 'What a subscription and an event type are does not depend on what is done with them.'],
    [
      'authentication|secrets|health|transformations',
      'Each is one thing that a subscription can have; it does not know who uses it.',
    ],
    ['delivery', 'To deliver needs what a subscription has, and nothing that its owner does.'],
    ['subscriptions|pull', 'What an owner does and what a fetching subscriber does rest on delivery.'],
    ['verification|why', 'To prove an endpoint and to explain a delivery only look at subscriptions.'],
    [
      'previews|aspnet|blocked-calls',
      'A preview, the registrations of ASP.NET WebHooks and the record of refused calls use all the others; nothing depends on one of them.',
    ],
  ],
};

const floorRules = Object.entries(FLOORS).flatMap(([library, floors]) =>
  floors.slice(0, -1).map(([folders, comment], index) => ({
    name: `${library}-floor-${index + 1}`,
    severity: 'error',
    comment,
    from: { path: `^libs/${library}/src/(${folders})/[^/]+$` },
    to: {
      path: `^libs/${library}/src/(${floors
        .slice(index + 1)
        .map(([above]) => above)
        .join('|')})/`,
    },
  })),
);

module.exports = {
  forbidden: [
    {
      name: 'no-circle-of-folders',
      severity: 'error',
      scope: 'folder',
      comment: 'A folder is understood when those below it are. What two folders share, often a type, lies below both.',
      from: {},
      to: { circular: true },
    },
    ...floorRules,
  ],
  options: {
    ...options,
    exclude: { path: ['^(libs|apps)/.*/dist/', '\\.spec\\.ts$', '^libs/[^/]+/(test|scripts)/', '^libs/testing/'] },
  },
};
