import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError } from './config-problem.js';
import { configuredModules, loadConfig } from './load-config.js';

/** 32 bytes, and the 16 that a secret has at least: base64 pads both. */
const PADDED = Buffer.alloc(32, 'secret').toString('base64');
const SHORT_PADDED = Buffer.alloc(16, 'secret').toString('base64');

describe('loadConfig', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kanca-config-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  const problemsOf = (env: Record<string, string>): string => {
    try {
      loadConfig(env);
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    throw new Error('The configuration was accepted.');
  };

  it('has a default for everything', () => {
    const { config, warnings } = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '0.0.0.0',
      databaseUrl: null,
      dataDir: './data',
      publicUrl: 'http://localhost:3000',
      requireHttps: false,
      maxBodyBytes: 26_214_400,
      retentionDays: 30,
      tenantConcurrency: null,
      tenantSubscriptions: 10_000,
      sources: [],
      subscriptions: [],
    });
    expect([...config.roles]).toEqual(['ingest', 'worker', 'api', 'console', 'scheduler']);
    expect(warnings).toEqual([]);
  });

  it('names every problem at once, with an example, and hides what may be a secret', () => {
    const message = problemsOf({
      PORT: 'eighty',
      KANCA_ROLES: 'ingest,wroker',
      KANCA_ADMIN_KEY: 'short-secret',
      KANCA_EGRESS_ALLOW: '10.0.0.0/99',
      KANCA_QUEUE: 'jetstream',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
    });
    expect(message).toContain('6 problems');
    for (const name of ['PORT', 'KANCA_ROLES', 'KANCA_ADMIN_KEY', 'KANCA_EGRESS_ALLOW', 'KANCA_QUEUE', 'DATABASE_URL'])
      expect(message).toContain(name);
    expect(message).toContain('eighty');
    expect(message).not.toContain('short-secret');
    expect(message).not.toContain('hunter2');
  });

  it('reads the file after the environment, and puts the environment into it', () => {
    const path = file(
      'kanca.yaml',
      `
port: 4000
host: 127.0.0.1
trustedProxies: [10.0.0.0/8, 192.168.0.1]
sources:
  - { provider: GitHub, secrets: ["\${GITHUB_SECRET}"] }
  - { provider: slack, id: team, signingSecret: s3cret, toleranceSeconds: "60" }
subscriptions:
  - { key: billing, uri: "https://billing.example/hooks", filters: ["stripe.invoice.*"] }
retry: { kind: linear, stepMs: 60000, maxAttempts: 5 }
`,
    );
    const { config } = loadConfig({ KANCA_CONFIG: path, PORT: '5000', GITHUB_SECRET: 'from-env' });
    expect(config.port).toBe(5000);
    expect(config.host).toBe('127.0.0.1');
    expect(config.trustedProxies).toEqual(['10.0.0.0/8', '192.168.0.1']);
    expect(config.sources).toEqual([
      { provider: 'github', id: null, secrets: ['from-env'], options: {} },
      { provider: 'slack', id: 'team', secrets: ['s3cret'], options: { toleranceSeconds: 60 } },
    ]);
    expect(config.subscriptions[0]).toMatchObject({ key: 'billing', tenant: 'default', filters: ['stripe.invoice.*'] });
    expect(config.retry).toEqual({ kind: 'linear', stepMs: 60_000, maxAttempts: 5, jitter: 0.1 });
  });

  it('names the place in the file that is wrong', () => {
    const path = file(
      'wrong.yaml',
      `
sources:
  - { secrets: [x] }
  - { provider: github, secrets: ["\${NOT_SET}"] }
subscriptions:
  - { key: a, uri: nowhere, colour: red }
`,
    );
    const message = problemsOf({ KANCA_CONFIG: path });
    expect(message).toContain('sources.0.provider');
    expect(message).toContain('sources.1.secrets.0');
    expect(message).toContain('NOT_SET');
    expect(message).toContain('subscriptions.0.uri');
    expect(message).toContain('expected  a URL, such as https://example.com/hooks');
  });

  it('tells a number that should be a text, and never what it is', () => {
    const path = file('number.yaml', 'sources:\n  - { provider: github, secrets: [12345678901234567890] }\n');
    const message = problemsOf({ KANCA_CONFIG: path });
    expect(message).toContain('sources.0.secrets.0');
    expect(message).toContain('it is a number, so put it in quotes');
    expect(message).not.toContain('1234567890');
    expect(message).not.toContain('(not set)');
  });

  it('names a word that begins with ! and has no quotes, which is a tag for YAML', () => {
    const path = file(
      'tag.yaml',
      'subscriptions:\n  - key: billing\n    uri: https://a.example/h\n    filters:\n      - stripe.*\n      - !stripe.charge.failed\n',
    );
    const message = problemsOf({ KANCA_CONFIG: path });
    expect(message).toContain('subscriptions.0 (billing).filters.1');
    expect(message).toContain('a text in quotes');
    expect(message).toContain("'!stripe.charge.failed'");
  });

  it('takes numbers, and yes or no, of sources and subscriptions from the environment', () => {
    const path = file(
      'typed.yaml',
      `
sources:
  - { provider: stripe, secrets: ["\${DIGITS}"], options: { toleranceSeconds: "\${TOL}" } }
subscriptions:
  - { key: a, uri: "https://a.example/h", concurrency: "\${CONC}", enabled: "\${ENABLED}", description: "\${CONC}" }
`,
    );
    const { config } = loadConfig({
      KANCA_CONFIG: path,
      TOL: '600',
      CONC: '3',
      ENABLED: 'true',
      DIGITS: '1234567890123456',
    });
    expect(config.sources[0]).toMatchObject({ secrets: ['1234567890123456'], options: { toleranceSeconds: 600 } });
    expect(config.subscriptions[0]).toMatchObject({ concurrency: 3, enabled: true, description: '3' });
    expect(problemsOf({ KANCA_CONFIG: path, TOL: '600', CONC: 'three', ENABLED: 'true', DIGITS: '1' })).toContain(
      'subscriptions.0.concurrency',
    );
  });

  it('knows every setting of a subscription with its limits, also one that has no line of its own here', () => {
    const path = file(
      'settings.yaml',
      `
subscriptions:
  - { key: a, uri: "https://a.example/h", expiresAfterMs: "\${EXPIRES}", batch: { maxEvents: 2, maxWaitMs: 10 } }
`,
    );
    const { config } = loadConfig({ KANCA_CONFIG: path, EXPIRES: '60000' });
    expect(config.subscriptions[0]).toMatchObject({ expiresAfterMs: 60_000, batch: { maxEvents: 2 } });
    expect(problemsOf({ KANCA_CONFIG: path, EXPIRES: '5' })).toContain('subscriptions.0.expiresAfterMs');
  });

  it('has a way to write ${ itself', () => {
    const path = file('dollar.yaml', "sources:\n  - { provider: github, secrets: ['a$${NOT_A_VARIABLE}b'] }\n");
    expect(loadConfig({ KANCA_CONFIG: path }).config.sources[0]?.secrets).toEqual(['a${NOT_A_VARIABLE}b']);
  });

  it('names a provider that nobody knows, and settings that it does not have, with all the rest', () => {
    const path = file(
      'providers.yaml',
      'sources:\n  - { provider: githb, secrets: [x] }\n  - { provider: slack, secrets: [s3cret], options: { colour: red } }\n',
    );
    const message = problemsOf({ KANCA_CONFIG: path, PORT: 'eighty' });
    expect(message).toContain('3 problems');
    expect(message).toMatch(/sources\.0\.provider\n +is +githb\n +expected +did you mean github or gitlab\?/);
    expect(message).toContain('sources.1.options.colour');
    // A module may bring it.
    expect(problemsOf({ KANCA_CONFIG: path, KANCA_MODULES: './shop.js' })).not.toContain('githb');
  });

  it('says in words what was expected in the file, and which name was meant', () => {
    const KANCA_CONFIG = file(
      'words.yaml',
      "sources: [{ secrets: [x] }]\nsubscriptions: [{ key: a, uri: 'https://a.example', filter: b }]\nretry: { kind: never }\n",
    );
    const message = problemsOf({ KANCA_CONFIG });
    expect(message).toMatch(/sources\.0\.provider\n +is +\(not set\)\n +expected +a text\n/);
    expect(message).toMatch(/subscriptions\.0\.filter\n +is +b\n +expected +no such name: did you mean filters\?\n/);
    expect(message).toMatch(/retry\.kind\n +is +never\n +expected +list, linear or exponential\n/);
  });

  it('names the fault of a file that is not YAML, or not there', () => {
    expect(problemsOf({ KANCA_CONFIG: file('broken.yaml', 'a: [') })).toContain('YAML');
    expect(problemsOf({ KANCA_CONFIG: join(folder, 'missing.yaml') })).toContain('can be read');
  });

  it('reads a secret from the file that a _FILE variable names', () => {
    const { config } = loadConfig({ KANCA_ADMIN_KEY_FILE: file('key', 'a-key-that-is-long-enough\n') });
    expect(config.adminKey).toBe('a-key-that-is-long-enough');
    expect(problemsOf({ KANCA_ADMIN_KEY_FILE: join(folder, 'missing') })).toContain('KANCA_ADMIN_KEY_FILE');
  });

  it("reads ASP.NET's form, splitting at the first = only and leaving padding alone", () => {
    const { config } = loadConfig({
      MS_WebHookReceiverSecret_GitHub: 'secret0,id1=secret1==,id2=a=b',
      MS_WebHookReceiverSecret_Stripe: `${PADDED},live=${PADDED},${SHORT_PADDED}`,
    });
    expect(config.sources).toEqual([
      { provider: 'github', id: null, secrets: ['secret0'], options: {} },
      { provider: 'github', id: 'id1', secrets: ['secret1=='], options: {} },
      { provider: 'github', id: 'id2', secrets: ['a=b'], options: {} },
      { provider: 'stripe', id: null, secrets: [PADDED], options: {} },
      { provider: 'stripe', id: 'live', secrets: [PADDED], options: {} },
      { provider: 'stripe', id: null, secrets: [SHORT_PADDED], options: {} },
    ]);
  });

  it.each([
    ['id2=', 'id2 has no secret'],
    ['secret0,shop-eu==', 'shop-eu has no secret'],
    ['secret0, =', 'entry 2 has no secret'],
  ])("took %s of ASP.NET's form for a secret: it is an id without one", (value, sentence) => {
    const message = problemsOf({ MS_WebHookReceiverSecret_GitHub: value });
    expect(message).toContain('MS_WebHookReceiverSecret_GitHub');
    expect(message).toContain(sentence);
  });

  it('names the variable and the id that cannot be part of a URL, before a database is made', () => {
    const message = problemsOf({ MS_WebHookReceiverSecret_GitHub: 'secret0, 你好=hush-hush' });
    expect(message).toMatch(
      /MS_WebHookReceiverSecret_GitHub[^]*at most 63 ASCII letters[^]*in entry 2 \(你好\): it is part of the URL/,
    );
    expect(message).not.toContain('hush-hush');
    const KANCA_CONFIG = file(
      'id.yaml',
      'sources:\n  - { provider: github, id: 你好, secrets: [a-secret-of-github] }\n',
    );
    expect(problemsOf({ KANCA_CONFIG })).toMatch(
      /sources\.0\.id[^]*你好[^]*a name that has to begin with a letter or digit/,
    );
  });

  it('takes default for no name, since it means the source without one', () => {
    expect(problemsOf({ MS_WebHookReceiverSecret_GitHub: 'default=hush-hush' })).toMatch(
      /an id other than default in entry 1, which means the source without an id/,
    );
    const KANCA_CONFIG = file('default.yaml', 'sources:\n  - { provider: github, id: default, secrets: [a-secret] }\n');
    expect(problemsOf({ KANCA_CONFIG })).toMatch(/a name that has to be another word than default/);
  });

  it('does not quote an id without a secret that may be a secret itself', () => {
    const short = Buffer.from('13 bytes only').toString('base64');
    const message = problemsOf({ MS_WebHookReceiverSecret_GitHub: short });
    expect(message).toContain('entry 1 has no secret');
    expect(message).not.toContain(short.replace(/=+$/, ''));
  });

  it("keeps the meaning of ASP.NET's settings where Kanca has two: a code of the URL, and Pusher's pairs", () => {
    const { config } = loadConfig({
      MS_WebHookReceiverSecret_Bitbucket: 'the-code-of-the-url',
      MS_WebHookReceiverSecret_Pusher: 'key1_secret1; key2_secret_2, shop=key3_secret3',
    });
    expect(config.sources).toEqual([
      { provider: 'bitbucket', id: null, secrets: ['the-code-of-the-url'], options: { allowCode: true } },
      { provider: 'pusher', id: null, secrets: ['secret1', 'secret_2'], options: { key: 'key1,key2' } },
      { provider: 'pusher', id: 'shop', secrets: ['secret3'], options: { key: 'key3' } },
    ]);
  });

  it('tells the modules alone, also when other settings are wrong', () => {
    const KANCA_CONFIG = file('modules.yaml', 'port: eighty\nmodules: [./shop.js]\nadminKey: ${NOBODY_SET_IT}\n');
    expect(configuredModules({ KANCA_CONFIG })).toEqual(['./shop.js']);
    expect(configuredModules({ KANCA_CONFIG, KANCA_MODULES: './a.js, b' })).toEqual(['./a.js', 'b']);
    expect(configuredModules({})).toEqual([]);
    expect(() => configuredModules({ KANCA_CONFIG: file('broken.yaml', 'modules: [') })).toThrow('YAML');
  });

  it('warns of a misspelt variable with the nearest name', () => {
    expect(loadConfig({ KANCA_RETENTION_DAY: '3' }).warnings).toEqual([
      'KANCA_RETENTION_DAY is not a setting: did you mean KANCA_RETENTION_DAYS?',
    ]);
    expect(loadConfig({ KANCA_URL: 'x', KANCA_KEY: 'y' }).warnings).toEqual([]);
  });
});
