import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';

/** The TypeScript of a guide, as files in a folder of their own, where a reader would have put them. */
export interface Guide {
  /** The names of its files, in the order of the guide. */
  readonly files: readonly string[];
  /** What the compiler says, under the rules that the project itself has; empty when it is content. */
  problems(): string;
  /** Runs a file and gives what it exports. */
  load<T>(file: string): Promise<T>;
  close(): Promise<void>;
}

/**
 * Takes the `ts` blocks out of a guide. Each begins with its name as a comment, and may import the others.
 * @throws Error for a block without a name
 * @example const guide = await openGuide('docs/guides/handlers.md'); await guide.load('announce.ts');
 */
export async function openGuide(path: string): Promise<Guide> {
  const text = await readFile(path, 'utf8');
  const blocks = [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = '']) => code);
  const folder = await mkdtemp(join(tmpdir(), 'kanca-guide-'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const files = blocks.map((code) => {
    const name = /^\/\/ ([\w.-]+\.ts)\n/.exec(code)?.[1];
    if (name === undefined)
      throw new Error(`A block of ${path} has no name: begin it with a line such as // orders.ts`);
    return { name, code };
  });
  for (const { name, code } of files) await writeFile(join(folder, name), code);
  const names = files.map(({ name }) => name);
  return {
    files: names,
    problems: () => problemsOf(names.map((name) => join(folder, name))),
    load: async <T>(file: string) => (await import(join(folder, file))) as T,
    close: () => rm(folder, { recursive: true }),
  };
}

function problemsOf(files: readonly string[]): string {
  const { config } = ts.readConfigFile('tsconfig.base.json', (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const program = ts.createProgram(files, { ...options, noEmit: true, typeRoots: [resolve('node_modules/@types')] });
  return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), ts.createCompilerHost(options));
}
