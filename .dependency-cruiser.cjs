/** The arrows of the architecture, each with its reason. `npm run architecture` checks them. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^libs/${from}/src` },
  to: { path: '^libs/', pathNot: `^libs/(${[from, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A circle has no first reader: nobody can understand one part of it without all the others.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-imports-an-app',
      severity: 'error',
      comment: 'Apps are thin: what two of them need belongs to a library.',
      from: { path: '^(libs|apps)/', pathNot: '^apps/([^/]+)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-stay-apart',
      severity: 'error',
      comment: 'The command line talks to the hub over its API, as everybody does.',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    only('core-is-a-leaf', 'core', [], 'The contracts depend on nothing, so that everything may depend on them.'),
    only('signing-knows-contracts-only', 'signing', ['core'], 'Signing is pure functions: no database, no network.'),
    only(
      'database-knows-contracts-only',
      'database',
      ['core'],
      'The database library serves all others and knows none.',
    ),
    only('egress-knows-contracts-only', 'egress', ['core'], 'The door to the outside must be readable on its own.'),
    only(
      'dispatch-stands-on-the-database',
      'dispatch',
      ['core', 'database'],
      'The engine serves handlers and subscriptions alike, so it knows neither.',
    ),
    only(
      'receivers-know-no-other-edge',
      'receivers',
      ['core', 'signing', 'database', 'dispatch', 'egress'],
      'Either half works alone.',
    ),
    only('handlers-know-no-other-edge', 'handlers', ['core', 'database', 'dispatch'], 'Either half works alone.'),
    only(
      'sender-knows-no-other-edge',
      'sender',
      ['core', 'signing', 'database', 'dispatch', 'egress'],
      'Either half works alone.',
    ),
    {
      name: 'tests-are-for-tests',
      severity: 'error',
      comment: 'Nothing that runs in production may need the test tools.',
      from: { path: '^(libs|apps)/', pathNot: ['^libs/testing/', '^libs/[^/]+/test/', '\\.spec\\.ts$'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'core-and-signing-know-no-framework',
      severity: 'error',
      comment: 'Domain code is plain TypeScript: it can be read, tested and reused without Nest.',
      from: { path: '^libs/(core|signing)/src', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] },
    },
    {
      name: 'providers-stay-apart',
      severity: 'error',
      comment: 'A provider is one folder: it can be read, copied and deleted without looking at another.',
      from: { path: '^libs/receivers/src/(?!kit/)([^/]+)/' },
      to: {
        path: '^libs/receivers/src/',
        pathNot: ['^libs/receivers/src/$1/', '^libs/receivers/src/kit/(index|built-in)\\.ts$'],
      },
    },
    {
      name: 'the-hub-is-put-together-at-its-root',
      severity: 'error',
      comment: 'A folder of the hub can be read without the files that put the hub together.',
      from: { path: '^apps/hub/src/[^/]+/' },
      to: { path: '^apps/hub/src/[^/]+\\.ts$' },
    },
    {
      name: 'what-holds-for-every-call-knows-no-resource',
      severity: 'error',
      comment: 'Keys, deadlines and errors are the same for all resources of the API.',
      from: { path: '^apps/hub/src/(http|idempotency|keys|users|sessions|oidc|observability|egress|user-modules)/' },
      to: { path: '^apps/hub/src/(api|openapi)/' },
    },
    {
      name: 'through-the-front-door',
      severity: 'error',
      comment: 'A library is what its index says; the rest may change tomorrow.',
      from: { path: '^(libs|apps|test)/([^/]+)/' },
      to: {
        path: '^(libs/[^/]+|apps/[^/]+)/src/',
        pathNot: [
          '^$1/$2/',
          '^(libs|apps)/[^/]+/src/index\\.ts$',
          '^libs/[^/]+/src/index\\.[a-z]+\\.ts$',
          '^libs/receivers/src/[^/]+/index\\.ts$',
        ],
      },
    },
    {
      name: 'one-door-out',
      severity: 'error',
      comment: 'Every outgoing call goes through the egress guard. Nothing else may open a connection.',
      from: {
        path: '^(libs|apps/hub)/',
        pathNot: [
          '^libs/egress/',
          '\\.spec\\.ts$',
          '^libs/testing/',
          '^apps/hub/src/http/(hub-server|own-server)\\.ts$',
        ],
      },
      to: { path: ['^node_modules/undici/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-socket-but-through-egress',
      severity: 'error',
      comment:
        'The same for what node can open by itself. The database library looks for its own server, on this machine; three files only ask what an address is, and the check before the start only listens.',
      from: {
        path: '^(libs|apps/hub)/',
        pathNot: [
          '^libs/(egress|database)/',
          '\\.spec\\.ts$',
          '^libs/testing/',
          '^apps/hub/src/http/(hub-server|own-server)\\.ts$',
          '^libs/receivers/src/kit/ingress/(trusted-proxies|sender-address)\\.ts$',
          '^apps/hub/src/config/variables\\.ts$',
          '^apps/hub/src/preflight/check-start\\.ts$',
        ],
      },
      to: { path: '^(http|https|http2|net|tls|dgram)$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      comment: 'What a package imports it declares; otherwise it works here and nowhere else.',
      from: { path: '^(libs|apps)/', pathNot: ['\\.spec\\.ts$', '/scripts/'] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(libs|apps)/.*/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.depcruise.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
    combinedDependencies: true,
  },
};
