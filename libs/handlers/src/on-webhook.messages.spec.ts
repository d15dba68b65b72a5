import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const FILE = join(process.cwd(), 'libs/handlers/src/misspelt.ts');
const HEAD = [
  `import { OnWebhook } from './on-webhook.decorator.js';`,
  `declare module '@kanca/core' {`,
  `  interface WebhookProviders { shop: { paid: { total: number }; 'parcel.sent': unknown; refunded: unknown } }`,
  `}`,
  `export class Handlers {`,
];

interface Wrong {
  readonly what: string;
  readonly decorator: string;
  readonly message: string;
}

const WRONG: readonly Wrong[] = [
  {
    what: 'an event, and the one that was probably meant',
    decorator: `@OnWebhook('shop', 'piad')`,
    message: `Argument of type '"piad"' is not assignable to parameter of type '"shop sends no event 'piad': did you mean 'paid'?"'.`,
  },
  {
    what: 'an event that is like none',
    decorator: `@OnWebhook('shop', 'x')`,
    message: `Argument of type '"x"' is not assignable to parameter of type '"shop sends no event 'x'"'.`,
  },
  {
    what: 'an event in a list',
    decorator: `@OnWebhook('shop', ['paid', 'refundet'])`,
    message: `Type '"refundet"' is not assignable to type 'EventName<"shop"> | "shop sends no event 'refundet'"'. Did you mean '"refunded"'?`,
  },
  {
    what: 'a provider that is not imported, and the import',
    decorator: `@OnWebhook('gitlab', 'push')`,
    message: `Argument of type '"gitlab"' is not assignable to parameter of type '"no receiver 'gitlab' is imported: add import '@kanca/receivers/gitlab'"'.`,
  },
  {
    what: 'an option',
    decorator: `@OnWebhook('shop', 'paid', { timeout: 5 })`,
    message: `Object literal may only specify known properties, but 'timeout' does not exist in type 'ProviderHandlerOptions'. Did you mean to write 'timeoutMs'?`,
  },
];
const RIGHT = `@OnWebhook('shop', ['paid', 'parcel.sent'], { sources: ['acme'] })`;

describe('what the compiler says of @OnWebhook', () => {
  let messages: readonly (readonly string[])[];
  beforeAll(() => {
    messages = messagesFor([...WRONG.map(({ decorator }) => decorator), RIGHT]);
  });

  it.each(WRONG.map(({ what, message }, index) => [what, message, index] as const))(
    'is one line that names %s',
    (_what, message, index) => {
      expect(messages[index]).toEqual([message]);
    },
  );

  it('is nothing where all is right', () => {
    expect(messages[WRONG.length]).toEqual([]);
  });
});

/** The messages for each decorator, all of them compiled at once: each stands on a line of its own, and so does its method. */
function messagesFor(decorators: readonly string[]): readonly (readonly string[])[] {
  const methods = decorators.flatMap((decorator, index) => [decorator, `run${String(index)}(): void { return; }`]);
  const text = [...HEAD, ...methods, '}'].join('\n');
  const { config } = ts.readConfigFile('tsconfig.base.json', (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => path === FILE || ts.sys.fileExists(path);
  host.readFile = (path) => (path === FILE ? text : ts.sys.readFile(path));
  const found = ts.getPreEmitDiagnostics(ts.createProgram([FILE], { ...options, noEmit: true }, host));
  return decorators.map((_, index) =>
    found
      .filter(({ file, start }) => file?.getLineAndCharacterOfPosition(start ?? 0).line === HEAD.length + 2 * index)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}
