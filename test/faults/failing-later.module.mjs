// A user's module whose code fails when nobody waits for it any more, or keeps the whole process waiting.
import { OnWebhook } from '@kanca/handlers';
import { Injectable, Module } from '@nestjs/common';

class FailingLater {
  rejects() {
    setTimeout(() => void Promise.reject(new Error('rejected later')), 50);
  }
  throws() {
    setTimeout(() => {
      throw new Error('thrown later');
    }, 50);
  }
  blocks() {
    const until = Date.now() + 2_500;
    while (Date.now() < until);
  }
}
for (const name of ['rejects', 'throws', 'blocks'])
  OnWebhook('*', { name: `FailingLater.${name}`, types: [`test.${name}`] })(
    FailingLater.prototype,
    name,
    Object.getOwnPropertyDescriptor(FailingLater.prototype, name),
  );
Injectable()(FailingLater);

export default class FailingLaterModule {}
Module({ providers: [FailingLater] })(FailingLaterModule);
