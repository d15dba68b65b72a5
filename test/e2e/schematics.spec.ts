import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

interface Collection {
  readonly schematics: Readonly<Record<string, { readonly factory: string; readonly schema: string }>>;
}

/** What the devkit's own tree does with files, in memory. */
class MemoryTree {
  readonly files = new Map<string, string>();

  exists(path: string): boolean {
    return this.files.has(path);
  }

  create(path: string, content: string): void {
    this.files.set(path, content);
  }
}

type Rule = (tree: MemoryTree) => MemoryTree;

const FOLDER = resolve('apps/cli');

async function readJson<T>(...path: readonly string[]): Promise<T> {
  return JSON.parse(await readFile(join(FOLDER, ...path), 'utf8')) as T;
}

/** The rule of a schematic, found the way the Nest CLI finds it: package.json, collection, factory. */
async function ruleOf(name: string, options: Readonly<Record<string, string>>): Promise<Rule> {
  const { schematics: at } = await readJson<{ schematics: string }>('package.json');
  const { factory = '', schema = '' } = (await readJson<Collection>(at)).schematics[name] ?? {};
  const { required } = await readJson<{ required: readonly string[] }>('schematics', schema);
  expect(required).toEqual(['name']);
  const [file = '', exported = ''] = factory.split('#');
  const module = (await import(pathToFileURL(join(FOLDER, 'schematics', file)).href)) as Readonly<
    Record<string, (given: typeof options) => Rule>
  >;
  const make = module[exported];
  if (make === undefined) throw new Error(`${factory} is not there.`);
  return make(options);
}

describe('nest g -c @kanca/cli', () => {
  it('receiver makes the folder of a receiver below the sources of the project', async () => {
    const tree = (await ruleOf('receiver', { name: 'my-shop', sourceRoot: 'src', path: 'hooks' }))(new MemoryTree());
    expect([...tree.files.keys()]).toEqual([
      '/src/hooks/my-shop/my-shop.receiver.mjs',
      '/src/hooks/my-shop/my-shop.vectors.mjs',
      '/src/hooks/my-shop/my-shop.test.mjs',
    ]);
    expect(tree.files.get('/src/hooks/my-shop/my-shop.receiver.mjs')).toContain("name: 'my-shop'");
  });

  it('webhook-handler makes the module of a handler', async () => {
    const tree = (await ruleOf('webhook-handler', { name: 'order-mails' }))(new MemoryTree());
    expect([...tree.files.keys()]).toEqual(['/order-mails.module.mjs']);
    expect(tree.files.get('/order-mails.module.mjs')).toContain('class OrderMails ');
  });

  it('writes over nothing, and takes no name that could be no part of a URL', async () => {
    const tree = new MemoryTree();
    const rule = await ruleOf('receiver', { name: 'my-shop' });
    rule(tree);
    expect(() => rule(tree)).toThrow('is there already');
    const wrong = await ruleOf('receiver', { name: '../my-shop' });
    expect(() => wrong(tree)).toThrow('cannot be a name');
  });
});
