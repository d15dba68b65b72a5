// A user's module in plain JavaScript, as KANCA_MODULES loads it: writes down every event that it handles, outside the hub.
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { OnWebhook } from '@kanca/handlers';
import { Injectable, Module } from '@nestjs/common';

class Ledger {
  /** Takes a moment, so that faults find it at work. */
  async note(event) {
    await sleep(10);
    appendFileSync(process.env.LEDGER_FILE, `${event.data.n} ${event.id}\n`);
  }
}
const note = Object.getOwnPropertyDescriptor(Ledger.prototype, 'note');
const options = { name: 'Ledger.note', types: ['github.push', 'fault.sent'], timeoutMs: 5_000 };
OnWebhook('*', options)(Ledger.prototype, 'note', note);
Injectable()(Ledger);

export default class LedgerModule {}
Module({ providers: [Ledger] })(LedgerModule);
