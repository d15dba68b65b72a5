import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { callApi, createHubDatabase } from '../support/test-hub.js';

const run = promisify(execFile);

const HANDLER = `
import { OnWebhook, SkipRetry } from '@kanca/handlers';
import { Injectable, Module } from '@nestjs/common';
class Mails { mail(event) { throw new SkipRetry('no mail for ' + event.data.name); } }
Injectable()(Mails);
OnWebhook('*', { types: ['order.placed'] })(Mails.prototype, 'mail', Object.getOwnPropertyDescriptor(Mails.prototype, 'mail'));
class MailsModule {}
Module({ providers: [Mails] })(MailsModule);
export default MailsModule;
`;

const RECEIVER = `
import { ReceiverModule } from '@kanca/receivers/kit';
import { github } from '@kanca/receivers/github';
export default class Acme extends ReceiverModule({ ...github, name: 'acme' }) {}
`;

/** A package in a folder of its own, with copies of the libraries in its node_modules, as `npm install` puts them there. */
describe('modules of a package outside the repository', () => {
  let folder: string;
  let database: TestDatabase;
  let hub: HubProcess | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanca-package-'));
    const modules = join(folder, 'node_modules');
    await mkdir(join(modules, '@kanca'), { recursive: true });
    for (const name of await readdir('node_modules'))
      if (name !== '@kanca') await symlink(resolve('node_modules', name), join(modules, name));
    for (const name of await readdir('libs'))
      await cp(join('libs', name), join(modules, '@kanca', name), {
        recursive: true,
        filter: (path) => !/\/(?:src|test|node_modules)$/.test(path),
      });
    database = await createHubDatabase();
  });
  afterEach(async () => {
    await hub?.stop();
    hub = undefined;
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(name: string, code: string): Promise<HubProcess> {
    await writeFile(join(folder, name), code);
    return startHubProcess({ DATABASE_URL: database.url, KANCA_MODULES: join(folder, name) });
  }

  it('have handlers that are found, and whose wishes are understood', async () => {
    hub = await start('mails.module.mjs', HANDLER);
    const { url } = hub;
    const handlers = await callApi<{ data: { name: string }[] }>(url, 'GET', '/handlers');
    expect(handlers.body.data.map(({ name }) => name)).toEqual(['Mails.mail']);
    await callApi(url, 'POST', '/events', { type: 'order.placed', data: { name: 'Ada' } });
    // SkipRetry of the other copy: dead after one attempt.
    await eventually(async () => {
      const { body } = await callApi<{ data: { state: string; attemptCount: number }[] }>(url, 'GET', '/deliveries');
      return body.data[0]?.state === 'dead' && body.data[0].attemptCount === 1;
    });
  });

  async function refusalOf(name: string, code: string): Promise<string> {
    await writeFile(join(folder, name), code);
    const env = { PATH: process.env['PATH'], DATABASE_URL: database.url, KANCA_MODULES: join(folder, name) };
    const { stderr } = await run(process.execPath, ['apps/hub/dist/main.js'], { env }).catch(
      (error: unknown) => error as { readonly stderr: string },
    );
    return stderr;
  }

  it('have receivers that are refused with a sentence, and never ignored', async () => {
    expect(await refusalOf('acme.receiver.mjs', RECEIVER)).toMatch(
      /KANCA_MODULES: \S+acme\.receiver\.mjs was made with another copy of @kanca\/receivers/,
    );
  });

  it('that bring nothing are refused', async () => {
    const nothing = `import { Module } from '@nestjs/common'; class N {} Module({})(N); export default N;`;
    expect(await refusalOf('nothing.module.mjs', nothing)).toMatch(/nothing\.module\.mjs brings nothing/);
  });
});
