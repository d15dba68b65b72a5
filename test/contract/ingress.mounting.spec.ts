import 'reflect-metadata';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { serveIngress } from '@kanca/testing';
import { Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import express from 'express';
import { sampleRequest, type Ingress } from '@kanca/receivers';
import { github } from '@kanca/receivers/github';
import type { ServedIngress } from '@kanca/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RequestListener } from 'node:http';

const NOW = Date.UTC(2026, 0, 15);
const INCOMING = '/api/webhooks/incoming';

describe('mounting the Ingress', () => {
  const closing: (() => Promise<void>)[] = [];

  async function serve(mount?: (ingress: Ingress) => RequestListener): Promise<ServedIngress> {
    const served = await serveIngress({
      receivers: [github],
      sources: [{ provider: 'github', name: 'acme', secrets: ['s3cret'] }],
      clock: new FixedClock(NOW),
      ...(mount === undefined ? {} : { mount }),
    });
    closing.push(() => served.close());
    return served;
  }

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  function post(origin: string, id = 'd-1'): Promise<Response> {
    const where = { url: `${INCOMING}/github/acme`, publicUrl: 'http://localhost:3000' };
    const { url, headers, body } = sampleRequest(github, { secret: 's3cret', id, now: NOW, ...where });
    return fetch(origin + url, { method: 'POST', headers, body });
  }

  it('works in Express before the body parsers, which go on for everything else', async () => {
    const { origin, log } = await serve((ingress) =>
      express()
        .use(INCOMING, (request, response) => void ingress.handle(request, response))
        .use(express.json())
        .post('/other', (request, response) => void response.json(request.body)),
    );
    expect((await post(origin)).status).toBe(200);
    expect(log.arrivals[0]?.events[0]?.source).toBe('/github/acme');
    const other = await fetch(`${origin}/other`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(await other.json()).toEqual({ a: 1 });
  });

  it.each([
    ['express.json()', express.json()],
    ['express.raw()', express.raw({ type: () => true })],
  ])('says at once what to do when %s has read the body first, and does not hang', async (_name, parser) => {
    const { origin, observer, log } = await serve((ingress) =>
      express()
        .use(parser)
        .use(INCOMING, (request, response) => void ingress.handle(request, response)),
    );
    const response = await post(origin);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'internal' });
    expect(String(observer.faults[0]?.error)).toContain('Mount the ingress before every body parser');
    expect(log.arrivals).toEqual([]);
  });

  it("works in Nest on Fastify's serverFactory, beside its controllers", async () => {
    @Controller('api')
    class Other {
      @Post('other')
      answer(): string {
        return 'other';
      }
    }
    @Module({ controllers: [Other] })
    class App {}

    const { ingress, log } = await serve();
    const serverFactory = (handler: RequestListener) =>
      createServer((message, response) => {
        if (ingress.matches(message.url ?? '')) void ingress.handle(message, response);
        else handler(message, response);
      });
    const app = await NestFactory.create<NestFastifyApplication>(App, new FastifyAdapter({ serverFactory }), {
      logger: false,
    });
    closing.push(() => app.close());
    await app.listen(0, '127.0.0.1');
    const origin = await app.getUrl();
    expect((await post(origin)).status).toBe(200);
    expect(log.arrivals).toHaveLength(1);
    expect(await (await fetch(`${origin}/api/other`, { method: 'POST' })).text()).toBe('other');
  });

  it('takes only what is its own', async () => {
    const { ingress } = await serve();
    for (const own of [
      '/api/webhooks/incoming/github',
      '/API/WEBHOOKS/INCOMING/x',
      '/api/webhooks/incoming',
      '/api/webhooks/incoming?x',
      '//api/webhooks/incoming/x',
      'http://hooks.example/api/webhooks/incoming/x',
    ])
      expect(ingress.matches(own)).toBe(true);
    for (const other of [
      '/',
      '',
      '/api/webhooks',
      '/api/webhooks/incomings/github',
      '/x/api/webhooks/incoming/github',
      '//x/api/webhooks/incoming',
    ])
      expect(ingress.matches(other)).toBe(false);
  });
});
