import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';

/** The TypeScript of a guide, as files in a folder of their own, where a reader would have put them. */
export interface Guide {
  /** The names of its files, in the order of the guide. */
  readonly files: readonly string[];
  /**
   * What the compiler says of these files with the `tsconfig.json` that the guide prints; empty when it is content. The declarations of the
   * libraries, which take four times as long, are those of `problemsOfDeclarations`.
   */
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
  const source = join(folder, 'src');
  await mkdir(source);
  for (const { name, code } of files) await writeFile(join(source, name), code);
  const names = files.map(({ name }) => name);
  return {
    files: names,
    problems: () => problemsOf(folder, printedConfig(text)),
    load: async <T>(file: string) => (await import(join(source, file))) as T,
    close: () => rm(folder, { recursive: true }),
  };
}

/** The `tsconfig.json` that the guide prints; that of the guide to handlers where it prints none. */
function printedConfig(text: string): object {
  const printed = /^```json\n(\{\n {2}"compilerOptions"[^]*?)^```$/m;
  const json = (printed.exec(text) ?? printed.exec(readFileSync('docs/guides/handlers.md', 'utf8')))?.[1];
  if (json === undefined) throw new Error('docs/guides/handlers.md prints no tsconfig.json any more.');
  return JSON.parse(json) as object;
}

/** What the compiler says to a reader who has copied the files and the `tsconfig.json` into a folder. */
function problemsOf(folder: string, config: object): string {
  const { program, host, errors } = programOf(folder, config);
  const ofItsFiles = program.getRootFileNames().flatMap((name) => {
    const file = program.getSourceFile(name);
    return [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...program.getDeclarationDiagnostics(file),
    ];
  });
  return ts.formatDiagnostics(
    [...errors, ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...ofItsFiles],
    host,
  );
}

/** What the compiler says of the declarations of every library, and of all that they need, with the settings of the guide to handlers. */
export async function problemsOfDeclarations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kanca-declarations-'));
  try {
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await mkdir(join(folder, 'src'));
    const imports = (await doors()).map((door, n) => `import type * as door${String(n)} from '${door}';\n`);
    await writeFile(join(folder, 'src', 'all.ts'), imports.join(''));
    const { program, host, errors } = programOf(folder, printedConfig(''));
    return ts.formatDiagnostics([...errors, ...ts.getPreEmitDiagnostics(program)], host);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What users import, but for the paths of single providers: `@kanca/dispatch`, `@kanca/dispatch/operator` and so on. */
async function doors(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of await readdir('libs')) {
    const manifest = await readFile(join('libs', folder, 'package.json'), 'utf8');
    const { name, exports } = JSON.parse(manifest) as { readonly name: string; readonly exports: object };
    const paths = Object.keys(exports).filter((path) => !path.includes('*'));
    found.push(...paths.map((path) => `${name}${path.slice(1)}`));
  }
  return found;
}

interface Compiled {
  readonly program: ts.Program;
  readonly host: ts.FormatDiagnosticsHost;
  readonly errors: readonly ts.Diagnostic[];
}

function programOf(folder: string, config: object): Compiled {
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram(fileNames, {
    ...options,
    noEmit: true,
    configFilePath: join(folder, 'tsconfig.json'),
  });
  return { program, host: ts.createCompilerHost(options), errors };
}
