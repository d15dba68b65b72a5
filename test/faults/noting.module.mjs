// A user's module: notes each event that it handles, with its id, outside the hubs. Takes a moment, so that kills find it at work.
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { OnWebhook } from '@kanca/handlers';
import { Injectable, Module } from '@nestjs/common';

class Noting {
  async note(event) {
    await sleep(20);
    appendFileSync(process.env.LEDGER_FILE, `${event.data.n} ${event.id}\n`);
  }
}
const note = Object.getOwnPropertyDescriptor(Noting.prototype, 'note');
OnWebhook('github', 'push', { name: 'Noting.note', timeoutMs: 1_000, concurrency: 16 })(Noting.prototype, 'note', note);
Injectable()(Noting);

export default class NotingModule {}
Module({ providers: [Noting] })(NotingModule);
