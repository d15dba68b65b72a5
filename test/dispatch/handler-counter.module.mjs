// A user's module in plain JavaScript: counts each event once in the database, and notes outside of it how often it was called.
import { appendFileSync } from 'node:fs';
import { once } from '@kanca/dispatch';
import { OnWebhook } from '@kanca/handlers';
import { Inject, Injectable, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';

class Counter {
  constructor(dataSource) {
    this.dataSource = dataSource;
  }

  async count(event) {
    await this.dataSource.transaction((manager) =>
      once(manager, event, () =>
        manager.query('UPDATE public.counters SET times = times + 1 WHERE n = $1', [event.data.n]),
      ),
    );
    appendFileSync(process.env.CALLS_FILE, `${event.data.n}\n`);
    // Killed here, it has done its work, and nobody knows.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
Inject(DataSource)(Counter, undefined, 0);
Injectable()(Counter);
OnWebhook('*', { types: ['counted'], timeoutMs: 1_000, concurrency: 8 })(
  Counter.prototype,
  'count',
  Object.getOwnPropertyDescriptor(Counter.prototype, 'count'),
);

export default class CounterModule {}
Module({ providers: [Counter] })(CounterModule);
