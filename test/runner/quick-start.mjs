import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module, { isBuiltin } from 'node:module';
import { dirname, resolve as absolute } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { constants, Script, SourceTextModule, SyntheticModule } from 'node:vm';

/**
 * Runs a program whose modules were kept by an earlier start: their texts, where their imports lead, and what V8 made of them. A hub has
 * 3,200 modules; to find, read and compile them is 3.6 s of CPU by Node's own loader and 1.3 s here. The program runs the same files in
 * the same order. A module that was not kept (a receiver or a handler of a test) is found and read as usual.
 *
 *     node --experimental-vm-modules --experimental-import-meta-resolve quick-start.mjs <file to keep them in> <program> [argument …]
 */

const [node, , keptIn, program, ...programArguments] = process.argv;
const main = absolute(program);
process.argv = [node, main, ...programArguments];

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const isFirst = !existsSync(keptIn);
/** By URL: `{ format, source, data, imports }` of an ES module. By path: `{ source, data, requires }` of a CommonJS module. */
const kept = isFirst ? { modules: new Map(), scripts: new Map() } : deserialize(readFileSync(keptIn));

/** V8 loses how to import from a module that it takes from its cache, so one that imports in the middle of its code is compiled anew. */
const IMPORTS_LATER = /\bimport\s*\(/;

const modules = new Map();

/** @returns {SourceTextModule | SyntheticModule | Promise<SyntheticModule>} each module once */
function moduleOf(url) {
  const known = modules.get(url);
  if (known !== undefined) return known;
  const made = make(url);
  modules.set(url, made);
  return made;
}

function make(url) {
  if (!url.startsWith('file:') || !existsHere(url)) return passedOn(url);
  const { format } = keptModule(url);
  if (format === 'module') return sourceModule(url);
  if (format === 'commonjs') return withExports(url, Module.createRequire(url)(fileURLToPath(url)));
  return passedOn(url);
}

/** A module that Node's own loader loads, or says what is wrong with it. */
async function passedOn(url) {
  const names = await import(url, url.endsWith('.json') ? { with: { type: 'json' } } : undefined);
  return withNames(url, names, Object.keys(names));
}

function withExports(url, exported) {
  const isNamed = exported !== null && ['object', 'function'].includes(typeof exported);
  const names = { ...(isNamed ? exported : {}), default: exported };
  return withNames(url, names, Object.keys(names));
}

function withNames(identifier, values, names) {
  return new SyntheticModule(
    names,
    function () {
      for (const name of names) this.setExport(name, values[name]);
    },
    { identifier },
  );
}

function sourceModule(url) {
  const module = keptModule(url);
  const path = fileURLToPath(url);
  module.source ??= readFileSync(path, 'utf8');
  const made = new SourceTextModule(module.source, {
    identifier: url,
    cachedData: module.data,
    initializeImportMeta: (meta) =>
      Object.assign(meta, { url, filename: path, dirname: dirname(path), resolve: (name) => resolved(name, url) }),
    importModuleDynamically: (name) => load(resolved(name, url)),
  });
  if (isFirst && !IMPORTS_LATER.test(module.source)) module.data = made.createCachedData();
  return made;
}

function existsHere(url) {
  return kept.modules.has(url) || existsSync(new URL(url));
}

function keptModule(url) {
  const known = kept.modules.get(url);
  if (known !== undefined) return known;
  const made = { format: formatOf(url), source: undefined, data: undefined, imports: new Map() };
  kept.modules.set(url, made);
  return made;
}

function formatOf(url) {
  const ending = /\.\w+$/.exec(url)?.[0];
  if (ending === '.mjs') return 'module';
  if (ending === '.cjs') return 'commonjs';
  if (ending !== '.js') return 'other';
  return typeOfPackage(dirname(fileURLToPath(url)));
}

const types = new Map();

function typeOfPackage(folder) {
  const known = types.get(folder);
  if (known !== undefined) return known;
  const manifest = `${folder}/package.json`;
  const isEnd = existsSync(manifest) || folder === dirname(folder);
  const type = isEnd ? (JSON.parse(readFileSync(manifest, 'utf8')).type ?? 'commonjs') : typeOfPackage(dirname(folder));
  types.set(folder, type);
  return type;
}

function resolved(name, parent) {
  const { imports } = keptModule(parent);
  const known = imports.get(name);
  if (known !== undefined) return known;
  const url = isBuiltin(name) ? `node:${name.replace(/^node:/, '')}` : import.meta.resolve(name, parent);
  imports.set(name, url);
  return url;
}

async function load(url) {
  const module = await moduleOf(url);
  if (module.status === 'unlinked') await module.link((name, { identifier }) => moduleOf(resolved(name, identifier)));
  await module.evaluate();
  return module;
}

const { _resolveFilename: resolveFilename } = Module;
const { _compile: compile } = Module.prototype;

/** CommonJS goes through Node's own loader, which is told where a name leads and what V8 made of the text. */
Module._resolveFilename = function (name, parent, isMain, options) {
  const find = () => resolveFilename.call(this, name, parent, isMain, options);
  const requires = kept.scripts.get(parent?.filename)?.requires;
  if (requires === undefined || options !== undefined) return find();
  const known = requires.get(name) ?? find();
  requires.set(name, known);
  return known;
};

/** What was compiled here, by path; until it is written. */
const compiled = new Map();

Module.prototype._compile = function (text, path, format) {
  if (isFirst && isOurs(path)) kept.scripts.set(path, { data: undefined, requires: new Map() });
  const script = kept.scripts.get(path);
  if (script === undefined || format === 'module') return compile.call(this, text, path, format);
  const code = new Script(Module.wrap(text.replace(/^#!.*/, '')), {
    filename: path,
    cachedData: script.data,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (isFirst) compiled.set(script, code);
  const require = Object.assign((name) => this.require(name), Module.createRequire(path));
  return code.runInThisContext().call(this.exports, this.exports, require, this, path, dirname(path));
};

await load(pathToFileURL(main).href);
if (isFirst) keep();

/** Written whole or not at all, since others may start at the same time. */
function keep() {
  for (const [script, code] of compiled) script.data = code.createCachedData();
  const ours = [...kept.modules].filter(([url]) => isOurs(fileURLToPath(url)));
  const draft = `${keptIn}.${String(process.pid)}`;
  writeFileSync(draft, serialize({ ...kept, modules: new Map(ours) }));
  renameSync(draft, keptIn);
}

/** Not what a test has written and may write anew. */
function isOurs(path) {
  return ['apps', 'libs', 'node_modules'].some((folder) => path.startsWith(`${root}/${folder}/`));
}
