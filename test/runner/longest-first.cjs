const { relative, sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds that the files of a folder, or one file, take on 2 cores; the longest prefix counts. What is not here takes less than a second. */
const SECONDS = {
  'apps/cli/src/scaffold': 5,
  'libs/database/src/embedded': 5,
  'libs/database/src/embedded/embedded-postgres.spec.ts': 50,
  'libs/dispatch/test': 8,
  'libs/dispatch/test/keeping-order.spec.ts': 45,
  'test/contract': 5,
  'test/contract/receivers.spec.ts': 50,
  'test/dispatch': 8,
  'test/e2e': 8,
  'test/e2e/first-admin-key.spec.ts': 30,
  'test/e2e/own-receiver.spec.ts': 60,
  'test/examples': 80,
  'test/faults': 25,
  'test/faults/hubs-that-die.spec.ts': 50,
  'test/faults/sessions-and-lines.spec.ts': 80,
  'test/guides': 20,
  'test/sender': 8,
};

/** Jest starts the longest file first, when it knows how long each has taken. On a machine that has run none yet, it is told here. */
module.exports = class LongestFirst extends Sequencer {
  time(test) {
    return super.time(test) ?? 1_000 * secondsOf(relative(test.context.config.rootDir, test.path).split(sep).join('/'));
  }
};

function secondsOf(path) {
  const prefixes = Object.keys(SECONDS).filter((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? 0.5 : SECONDS[longest];
}
