import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

interface Row {
  readonly word: string;
  readonly names: readonly string[];
}

const ROW = /^\| ([^|]+?) +\| [^|]+ \| ([^|]*?) +\|$/gm;
const DECLARATION = /(?:class|interface|type|function|const|enum) (\w+)/g;

/** Every TypeScript file below a folder, without what is built. */
async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\/(dist|node_modules)(\/|$)/.test(entry.parentPath),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the glossary', () => {
  let rows: readonly Row[];
  const declared = new Set<string>();
  let schema: string;

  beforeAll(async () => {
    const text = await readFile('docs/reference/glossary.md', 'utf8');
    rows = [...text.matchAll(ROW)]
      .map(([, word = '', code = '']) => ({
        word,
        names: [...code.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      }))
      .filter(({ word }) => word !== 'Word' && !word.startsWith('-'));
    schema = await readFile('test/e2e/schema.sql', 'utf8');
    for (const file of await sources('libs'))
      for (const [, name = ''] of (await readFile(file, 'utf8')).matchAll(DECLARATION)) declared.add(name);
  });

  it('explains each word once, and names its place in the code', () => {
    expect(rows.length).toBeGreaterThan(35);
    const words = rows.map(({ word }) => word);
    expect(words).toEqual([...new Set(words)]);
    expect(rows.filter(({ names }) => names.length === 0)).toEqual([]);
  });

  it('names classes, folders and tables that exist', async () => {
    const missing: string[] = [];
    for (const name of rows.flatMap(({ names }) => names)) {
      const isThere = name.includes('/')
        ? await stat(name).then(
            () => true,
            () => false,
          )
        : declared.has(name) || schema.includes(`table ${name}:`) || schema.includes(`enum ${name}:`);
      if (!isThere) missing.push(name);
    }
    expect(missing).toEqual([]);
  });
});
