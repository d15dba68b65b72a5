// For the command line of TypeORM: DATABASE_URL=… npm run typeorm -- migration:show, on a database that a hub has started on. The hub itself does not read it.
import { SilentObserver } from '@kanca/core';
import { dataSourceOptions } from '@kanca/database';
import { HUB_TABLES } from '@kanca/hub';
import { DataSource } from 'typeorm';

const url = process.env['DATABASE_URL'];
if (url === undefined) throw new Error('Set DATABASE_URL to the database that the command is for.');

export default new DataSource(dataSourceOptions({ url, tables: HUB_TABLES, observer: new SilentObserver() }));
