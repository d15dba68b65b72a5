import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Translations from './translations.cjs';

/**
 * Module hooks of the test processes: a package of this repository is read from its sources, and TypeScript is translated. Types are not
 * checked here; `npm run typecheck:specs` does that.
 */

const ROOT = new URL('../../', import.meta.url);
const GLOBALS = new URL('./jest-globals.mjs', import.meta.url).href;

const exportsOf = {};
let translations;

export function initialize({ folder, options }) {
  translations = new Translations(folder, options);
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true };
  const source = sourceOf(specifier, context.parentURL);
  return source === undefined ? next(specifier, context) : { url: source, format: 'module', shortCircuit: true };
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
  return { format: 'module', source: await translations.read(fileURLToPath(url)), shortCircuit: true };
}

/** The TypeScript file that is meant: by the name of a package of this repository, or by the `.js` that it will be built to. */
function sourceOf(specifier, parent) {
  const [scope, name, part] = specifier.split('/');
  if (scope === '@kanca') return new URL(name === 'hub' ? 'apps/hub/src/index.ts' : libraryFile(name, part), ROOT).href;
  if (!/^\.{1,2}\/.*\.js$/.test(specifier) || parent?.endsWith('.ts') !== true) return undefined;
  const url = new URL(specifier.replace(/js$/, 'ts'), parent);
  return existsSync(url) ? url.href : undefined;
}

/** The source of a door, as `exports` of its package.json names what is built of it. */
function libraryFile(name, part) {
  exportsOf[name] ??= JSON.parse(readFileSync(new URL(`libs/${name}/package.json`, ROOT), 'utf8')).exports;
  const door = part === undefined ? '.' : `./${part}`;
  const { default: built } = exportsOf[name][door] ?? exportsOf[name]['./*'];
  return `libs/${name}/${built.replace('./dist/', 'src/').replace('*', part).replace(/js$/, 'ts')}`;
}
