import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { migrateDatabase } from '@kanca/database';
import { Ingress } from '@kanca/receivers';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule, TABLES } from './app.module.js';
import { required } from './environment.js';

await migrateDatabase(required('DATABASE_URL'), TABLES);
const app = await NestFactory.create<NestExpressApplication>(AppModule);

// Before every body parser: a signature is over the bytes as they came.
const ingress = app.get(Ingress);
app.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
  if (ingress.matches(request.url ?? '')) void ingress.handle(request, response);
  else next();
});

app.enableShutdownHooks();
await app.listen(process.env['PORT'] ?? 3000);
