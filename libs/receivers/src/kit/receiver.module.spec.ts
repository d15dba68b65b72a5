import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { github, GithubReceiverModule } from '../github/index.js';
import { slack, SlackReceiverModule } from '../slack/index.js';
import { ReceiverRegistry } from './receiver-registry.js';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';

describe('ReceiverModule', () => {
  const applications: INestApplicationContext[] = [];

  async function registryOf(...imports: (Type | DynamicModule)[]): Promise<ReceiverRegistry> {
    @Module({ imports })
    class App {}
    const application = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
    applications.push(application);
    return application.get(ReceiverRegistry, { strict: false });
  }

  afterEach(async () => {
    await Promise.all(applications.splice(0).map((application) => application.close()));
  });

  it('registers its receiver by being imported, in this application only', async () => {
    const one = await registryOf(GithubReceiverModule, SlackReceiverModule);
    const other = await registryOf(SlackReceiverModule);
    expect(one.all()).toEqual([github, slack]);
    expect(other.all()).toEqual([slack]);
    expect(one.sources()).toEqual([]);
  });

  it('adds a source for each register', async () => {
    const registry = await registryOf(
      GithubReceiverModule,
      GithubReceiverModule.register({ secrets: ['one'] }),
      GithubReceiverModule.register({ secrets: ['two'], name: 'acme', options: { allowSha1: true } }),
      SlackReceiverModule.registerAsync({ useFactory: () => Promise.resolve({ secrets: ['three'] }) }),
    );
    expect(registry.all()).toEqual([github, slack]);
    expect(registry.sources()).toEqual([
      { provider: 'github', secrets: ['one'], options: {} },
      { provider: 'github', name: 'acme', secrets: ['two'], options: { allowSha1: true } },
      { provider: 'slack', secrets: ['three'], options: {} },
    ]);
  });

  it('stops the start when a source has no secret', async () => {
    await expect(registryOf(GithubReceiverModule.register({ secrets: [] }))).rejects.toThrow(
      'A source of github was registered without a secret',
    );
  });
});
