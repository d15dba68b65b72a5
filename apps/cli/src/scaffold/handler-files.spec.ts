import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { typedHandlerFiles } from './handler-files.js';
import { namesOf } from './names.js';

describe('a new handler in TypeScript', () => {
  it('compiles as strictly as the guide has it', async () => {
    const [[name, text] = ['', '']] = Object.entries(typedHandlerFiles(namesOf('order-mails')));
    expect(name).toBe('order-mails.module.ts');
    // Inside of the repository, so that the libraries are found.
    const folder = await mkdtemp(join(resolve('apps/cli'), 'handler-of-a-test-'));
    try {
      await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
      await writeFile(join(folder, name), text);
      const program = ts.createProgram([join(folder, name)], {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        strict: true,
        types: ['node'],
        typeRoots: [resolve('node_modules/@types')],
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        noEmit: true,
      });
      const problems = ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
      expect(problems).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
