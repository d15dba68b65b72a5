import 'reflect-metadata';
import { createServer } from 'node:http';
import { migrateDatabase } from '@kanca/database';
import { Ingress } from '@kanca/receivers';
import { NestFactory } from '@nestjs/core';
import { AppModule, TABLES } from './app.module.js';
import { required } from './environment.js';

await migrateDatabase(required('DATABASE_URL'), TABLES);
// Nest without HTTP: it holds the parts together, and the server is yours.
const context = await NestFactory.createApplicationContext(AppModule);
const ingress = context.get(Ingress);

const server = createServer((request, response) => {
  if (ingress.matches(request.url ?? '')) void ingress.handle(request, response);
  else response.writeHead(404).end();
});
server.listen(process.env['PORT'] ?? 3000);

process.once('SIGTERM', () => {
  // Requests that are under way get their answer before the database is closed.
  server.close();
  void context.close();
});
