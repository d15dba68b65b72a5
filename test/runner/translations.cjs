const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync } = require('node:fs');
const { readFile, rename, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { createTransformer } = require('@swc/jest');

/** TypeScript files as JavaScript, translated by `@swc/jest` and kept on disk by their text, each with its source map beside it. */
module.exports = class Translations {
  #folder;
  #options;
  #transformer;
  #maps = new Map();

  /**
   * @param {string} folder where they are kept; made when it is missing
   * @param {object} options of `@swc/jest`
   */
  constructor(folder, options) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#options = JSON.stringify(options);
    this.#transformer = createTransformer({ ...options, sourceMaps: true });
  }

  /** @returns {Promise<string>} the JavaScript of a file */
  async read(path) {
    const text = await readFile(path, 'utf8');
    const kept = this.#keptAs(path, text);
    const found = await readFile(kept, 'utf8').catch(() => undefined);
    if (found !== undefined) return found;
    const { code, map } = await this.#transformer.processAsync(text, path, { supportsStaticESM: true });
    await keep(`${kept}.map`, map);
    await keep(kept, code);
    return code;
  }

  /** @returns {string} the path of the source map of a file that was read */
  mapOf(path) {
    const known = this.#maps.get(path);
    if (known !== undefined) return known;
    const map = `${this.#keptAs(path, readFileSync(path, 'utf8'))}.map`;
    this.#maps.set(path, map);
    return map;
  }

  #keptAs(path, text) {
    const hash = createHash('sha256');
    for (const part of [this.#options, path, text]) hash.update(part).update('\0');
    return join(this.#folder, `${hash.digest('hex').slice(0, 32)}.mjs`);
  }
};

/** Written whole or not at all, since other test processes read the same folder. */
async function keep(path, text) {
  const draft = `${path}.${String(process.pid)}`;
  await writeFile(draft, text);
  await rename(draft, path);
}
