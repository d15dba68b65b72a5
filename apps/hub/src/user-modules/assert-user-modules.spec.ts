import { describe, expect, it } from '@jest/globals';
import { OnWebhook } from '@kanca/handlers';
import { defineFormat, FormatModule, standardBody, standardSignature } from '@kanca/sender';
import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { assertUserModules } from './assert-user-modules.js';

@Injectable()
class Base {
  @OnWebhook('*', { types: ['acme.order'] })
  order(): void {
    // What it does is of no concern here.
  }
}

@Injectable()
class Handlers extends Base {}

@Module({ providers: [{ provide: 'handlers', useClass: Handlers }] })
class Inner {}

@Module({ imports: [Inner] })
class WithHandlers {}

@Module({})
class WithFormat extends FormatModule(
  defineFormat({
    name: 'lines',
    description: 'A format of this test.',
    reservedProperties: null,
    body: standardBody,
    sign: standardSignature,
  }),
) {}

@Module({})
class Empty {}

@Module({})
class Outer {
  static register(): DynamicModule {
    return { module: Outer, imports: [WithHandlers] };
  }
}

@Module({ imports: [Outer.register()] })
class Dynamic {}

@Module({ providers: [{ provide: 'colour', useValue: 'red' }] })
class Plain {}

describe('assertUserModules', () => {
  it.each([WithHandlers, WithFormat, Dynamic])('has nothing to say of %p', (module) => {
    expect(assertUserModules([{ name: './mine.js', module }])).toEqual([]);
  });

  it('refuses a module that holds nothing, and names it', () => {
    expect(() => assertUserModules([{ name: './empty.js', module: Empty }])).toThrow(
      /KANCA_MODULES: \.\/empty\.js brings nothing/,
    );
  });

  it('tells of a module that holds something, but nothing of Kanca', () => {
    expect(assertUserModules([{ name: './plain.js', module: Plain }])).toEqual([
      expect.stringMatching(/\.\/plain\.js has no handler, receiver, format or hook/),
    ]);
  });

  it('refuses a receiver that was made with another copy of the library, and says what to do', () => {
    // What a second copy in another node_modules looks like from here.
    @Module({})
    class ReceiverRegistryModule {}
    @Module({ imports: [ReceiverRegistryModule] })
    class Foreign {}
    expect(() => assertUserModules([{ name: 'acme-receiver', module: Foreign }])).toThrow(
      /acme-receiver was made with another copy of @kanca\/receivers .*\(npx kanca start\)/,
    );
  });
});
