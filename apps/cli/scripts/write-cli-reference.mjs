#!/usr/bin/env node
// Writes docs/reference/cli.md from the built commands:
//   node apps/cli/scripts/write-cli-reference.mjs          writes
//   node apps/cli/scripts/write-cli-reference.mjs --check  says by its exit code whether it would change anything
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createProgram } from '../dist/program.js';

const TARGET = new URL('../../../docs/reference/cli.md', import.meta.url);
const WIDTH = 120;

const INTRODUCTION = `# The kanca command

<!-- Written by apps/cli/scripts/write-cli-reference.mjs from the commands themselves. Do not edit. -->

\`KANCA_URL\` says where the hub is (\`http://localhost:3000\`), with \`http://\` or \`https://\` before it; \`KANCA_KEY\` is an API key. With \`--json\`,
every command prints JSON for programs. The exit code is 0, or 1 with a sentence on standard error.

- A **secret** and **JSON** are the text itself, \`@file\`, or \`@-\` for standard input. Files keep a secret out of the shell's history. What is no JSON
  is told with its line and column.
- A **duration** is \`90s\`, \`15m\`, \`24h\` or \`7d\`; a number alone is seconds. A **time** is RFC 3339: \`2026-01-15T08:00:00Z\`.
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
  const help = command
    .configureHelp({ helpWidth: WIDTH, visibleOptions: ({ options }) => options.filter(({ hidden }) => !hidden) })
    .helpInformation()
    .trim();
  return `## ${name}\n\n\`\`\`text\n${help}\n\`\`\`\n`;
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
