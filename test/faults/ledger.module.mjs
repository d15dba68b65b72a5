// A user's module in plain JavaScript, as KANCA_MODULES loads it: writes down every event that it handles, outside the hub.
import { appendFileSync } from 'node:fs';
import { OnWebhook } from '@kanca/handlers';
import { Injectable, Module } from '@nestjs/common';

class Ledger {
  note(event) {
    appendFileSync(process.env.LEDGER_FILE, `${event.data.n}\n`);
  }
}
OnWebhook('github', 'push')(Ledger.prototype, 'note', Object.getOwnPropertyDescriptor(Ledger.prototype, 'note'));
Injectable()(Ledger);

export default class LedgerModule {}
Module({ providers: [Ledger] })(LedgerModule);
