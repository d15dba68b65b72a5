/** The floors inside of each package. Tests are left out: a spec may look at what stands above its subject. `npm run architecture` checks them. */
const { options } = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [
    {
      name: 'no-circle-of-folders',
      severity: 'error',
      scope: 'folder',
      comment:
        'Folders are floors: one can be understood when those below it are. What two folders share, often a type, lies below both.',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    exclude: { path: ['^(libs|apps)/.*/dist/', '\\.spec\\.ts$', '^libs/[^/]+/(test|scripts)/', '^libs/testing/'] },
  },
};
