// Writes libs/<library>/api.md: each name that a library exports, by door, with its declaration. `--check` compares and writes nothing.
// A changed report in a commit is a changed promise to users. Needs the build: it reads the declarations in dist.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(import.meta.dirname, '..');
/** More names than this behind one door, and nobody reads the list. Core has the words of all the others. */
const MOST_NAMES = 60;
const MOST_NAMES_OF_CORE = 80;

const packages = readdirSync(path.join(ROOT, 'libs')).map((library) => readPackage(library));
const program = ts.createProgram(
  packages.flatMap(({ doors }) => doors.map(({ file }) => file)),
  { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, skipLibCheck: true, types: [] },
);
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true });
const complaints = [];
for (const { library, name, doors } of packages) {
  const report = [`# ${name}: what it exports`, '', 'Written by `node scripts/write-api-report.mjs`. Do not edit.', ''];
  for (const door of doors) report.push(...reportOf(library, door));
  settle(path.join(ROOT, 'libs', library, 'api.md'), `${report.join('\n').trimEnd()}\n`);
}
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;

function readPackage(library) {
  const folder = path.join(ROOT, 'libs', library);
  const { name, exports } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const doors = Object.entries(exports)
    .filter(([door, target]) => !door.includes('*') && typeof target?.types === 'string')
    .map(([door, { types }]) => ({ name: path.posix.join(name, door), file: path.join(folder, types) }));
  return { library, name, doors };
}

function reportOf(library, { name, file }) {
  const source = program.getSourceFile(file);
  if (source === undefined)
    throw new Error(`${path.relative(ROOT, file)} is missing: build first, with "npm run build".`);
  const names = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const most = library === 'core' ? MOST_NAMES_OF_CORE : MOST_NAMES;
  if (names.length > most)
    complaints.push(
      `${name} exports ${String(names.length)} names, and ${String(most)} are the most that a door may have.`,
    );
  return [
    `## \`${name}\``,
    '',
    `${String(names.length)} names.`,
    '',
    ...names.flatMap((symbol) => entryOf(name, symbol)),
  ];
}

function entryOf(door, exported) {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const doc = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
  if (doc === '') complaints.push(`${door}: ${exported.name} has no docblock that says what it is for.`);
  const declarations = (symbol.declarations ?? []).map((node) => declarationText(node));
  return [
    `### ${exported.name}`,
    '',
    doc.split('\n\n')[0].replaceAll('\n', ' '),
    '',
    '```ts',
    ...new Set(declarations),
    '```',
    '',
  ];
}

/** A declaration as it is published, without comments and without what is private. */
function declarationText(node) {
  const whole = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const shown = ts.isClassDeclaration(whole) ? withoutPrivates(whole) : whole;
  return printer
    .printNode(ts.EmitHint.Unspecified, shown, node.getSourceFile())
    .replace(/^export /, '')
    .replace(/^declare /, '');
}

function withoutPrivates(node) {
  const members = node.members.filter((member) => !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private));
  const { modifiers, name, typeParameters, heritageClauses } = node;
  return ts.factory.updateClassDeclaration(node, modifiers, name, typeParameters, heritageClauses, members);
}

function settle(file, text) {
  const shown = path.relative(ROOT, file);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (before === text) return;
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else
    complaints.push(
      `${shown} is not what is exported now${firstDifference(before, text)}: run "node scripts/write-api-report.mjs" and look at the difference.`,
    );
}

function firstDifference(before, after) {
  const old = before.split('\n');
  const index = after.split('\n').findIndex((line, at) => line !== old[at]);
  return index === -1 ? '' : ` (line ${String(index + 1)})`;
}
