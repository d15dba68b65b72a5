import 'reflect-metadata';
import { createServer } from 'node:http';
import { migrateDatabase } from '@kanca/database';
import { Ingress } from '@kanca/receivers';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, TABLES } from './app.module.js';
import { required } from './environment.js';

await migrateDatabase(required('DATABASE_URL'), TABLES);

// In front of Fastify: a signature is over the bytes as they came, and the ingress answers in half the time this way.
let ingress: Ingress | undefined;
const adapter = new FastifyAdapter({
  serverFactory: (fastify) =>
    createServer((request, response) => {
      if (ingress?.matches(request.url ?? '') === true) void ingress.handle(request, response);
      else fastify(request, response);
    }),
});

const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter);
ingress = app.get(Ingress);
app.enableShutdownHooks();
await app.listen(process.env['PORT'] ?? 3000, '0.0.0.0');
