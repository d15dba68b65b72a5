#!/usr/bin/env node
// Writes docs/reference/cli.md from the built commands:
//   node apps/cli/scripts/write-cli-reference.mjs          writes
//   node apps/cli/scripts/write-cli-reference.mjs --check  says by its exit code whether it would change anything
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createProgram } from '../dist/program/program.js';

const TARGET = new URL('../../../docs/reference/cli.md', import.meta.url);
const WIDTH = 120;

const INTRODUCTION = `# The kanca command

<!-- Written by apps/cli/scripts/write-cli-reference.mjs from the commands themselves. Do not edit. -->

\`KANCA_URL\` says where the hub is (\`http://localhost:3000\`), with \`http://\` or \`https://\` before it; \`KANCA_KEY\` is an API key.
\`kanca doctor\` checks both. With \`--json\`, every command prints JSON for programs on standard output.

The **exit code** is 0 or 1, and nothing else. It is 1 when a command failed, and also when its answer is bad news: a request that is refused
(\`verify\`), an endpoint that did not pass (\`subscriptions test\`, \`subscriptions verify\`), a delivery that a lease holds no more, a check of
\`doctor\` that failed. \`kanca tail\` ends with 0 at Ctrl-C.

A command that failed says why on **standard error**: a sentence, or with \`--json\` one line of JSON. Branch on its \`code\`:

\`\`\`json
{ "error": { "code": "not_found", "detail": "No event has the id evt_….", "status": 404 } }
\`\`\`

| \`code\`         | what failed                                                                                           |
| -------------- | ----------------------------------------------------------------------------------------------------- |
| \`usage\`        | the command line: an unknown option, a missing argument, a value that cannot be read                  |
| \`no_hub\`       | nothing answers at \`KANCA_URL\`                                                                        |
| \`not_a_hub\`    | something answers there, and it is not a hub                                                          |
| \`unauthorized\` | \`KANCA_KEY\` is missing, or the hub does not know it                                                   |
| \`failed\`       | anything else in the command itself, such as a file that cannot be read                               |
| all others     | what the hub answered: the codes of its API, with \`status\`, and with \`problems\` when fields are wrong |

- An **id** is what a list shows in its first column: \`src_…\`, \`sub_…\`, \`hdl_…\`, \`evt_…\`, \`dlv_…\`. Names do as well: a source by the end of its URL
  (\`github\`, \`stripe/shop\`), a subscription by its key, a handler by its name.
- A **secret** and **JSON** are the text itself, \`@file\`, or \`@-\` for standard input. Files keep a secret out of the shell's history. What is no JSON
  is told with its line and column.
- A **duration** is \`90s\`, \`15m\`, \`24h\` or \`7d\`; a number alone is seconds. A **time** is \`1h\`, \`30m\` or \`2d\` (that long ago),
  \`today\` or \`yesterday\` (midnight UTC), a day (\`2026-01-15\`), or RFC 3339: \`2026-01-15T08:00:00Z\`.
- An option with dots, such as \`--filter <pattern...>\`, takes several values, and may be repeated. It takes all that follows: put arguments
  before it.
`;

/** The commands that do something, each with its whole name. */
function* leavesOf(command, name) {
  if (command.commands.length === 0) yield [name, command];
  for (const inner of command.commands) yield* leavesOf(inner, `${name} ${inner.name()}`);
}

/** The help of one command, without what all of them have. */
function sectionOf([name, command]) {
  let help = '';
  command
    .configureHelp({ helpWidth: WIDTH, visibleOptions: ({ options }) => options.filter(({ hidden }) => !hidden) })
    .configureOutput({ writeOut: (text) => (help += text) })
    .outputHelp();
  return `## ${name}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`;
}

const sections = createProgram()
  .commands.flatMap((command) => [...leavesOf(command, `kanca ${command.name()}`)])
  .map(sectionOf);
const text = [INTRODUCTION, ...sections].join('\n');

const isCurrent = existsSync(TARGET) && readFileSync(TARGET, 'utf8') === text;
if (process.argv.includes('--check')) {
  if (!isCurrent) console.error('docs/reference/cli.md is stale: run node apps/cli/scripts/write-cli-reference.mjs');
  process.exitCode = isCurrent ? 0 : 1;
} else if (!isCurrent) writeFileSync(TARGET, text);
