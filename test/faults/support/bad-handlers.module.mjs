// A user's module that does everything wrong. Each handler hears one type of event.
import { OnWebhook } from '@kanca/handlers';
import { Injectable, Module } from '@nestjs/common';

const nothingWorks = new Proxy(
  {},
  {
    get() {
      throw new Error('no property works');
    },
    getPrototypeOf() {
      throw new Error('no prototype works');
    },
  },
);

class Bad {
  throwsText() {
    throw 'a text';
  }
  throwsNothing() {
    throw undefined;
  }
  throwsWhatCannotBeShown() {
    throw {
      toString() {
        throw new Error('cannot be shown');
      },
    };
  }
  throwsProxy() {
    throw nothingWorks;
  }
  neverEnds() {
    return new Promise(() => undefined);
  }
  blocks() {
    const until = Date.now() + 1_000;
    while (Date.now() < until);
  }
  exits() {
    process.exit(1);
  }
  rejectsLater() {
    setTimeout(() => void Promise.reject(new Error('rejected later')), 50);
  }
}
const retry = { kind: 'list', delaysMs: [200], jitter: 0 };
for (const name of Object.getOwnPropertyNames(Bad.prototype).filter((method) => method !== 'constructor'))
  OnWebhook('*', { name: `Bad.${name}`, types: [`bad.${name}`], retry, timeoutMs: 500 })(
    Bad.prototype,
    name,
    Object.getOwnPropertyDescriptor(Bad.prototype, name),
  );
Injectable()(Bad);

export default class BadModule {}
Module({ providers: [Bad] })(BadModule);
