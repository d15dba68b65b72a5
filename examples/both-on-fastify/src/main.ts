import 'reflect-metadata';
import { createServer, type RequestListener } from 'node:http';
import { migrateDatabase } from '@kanca/database';
import { Ingress } from '@kanca/receivers';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, TABLES } from './app.module.js';
import { required } from './environment.js';

await migrateDatabase(required('DATABASE_URL'), TABLES);

// In front of Fastify: a signature is over the bytes as they came, and the ingress answers in half the time this way.
const adapter = new FastifyAdapter({
  serverFactory: (fastify: RequestListener) =>
    createServer((request, response) => {
      if (ingress.matches(request.url ?? '')) void ingress.handle(request, response);
      else fastify(request, response);
    }),
});

const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter);
const ingress = app.get(Ingress);
app.enableShutdownHooks();
await app.listen(process.env['PORT'] ?? 3000, '0.0.0.0');
