import 'reflect-metadata';
import { migrateDatabase } from '@kanca/database';
import { NestFactory } from '@nestjs/core';
import { AppModule, TABLES } from './app.module.js';
import { required } from './environment.js';

await migrateDatabase(required('DATABASE_URL'), TABLES);
const app = await NestFactory.create(AppModule);
app.enableShutdownHooks();
await app.listen(process.env['PORT'] ?? 3000);
