import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { forwardRef, Injectable, Module } from '@nestjs/common';
import { github, GithubReceiverModule } from '../github/index.js';
import { slack, SlackReceiverModule } from '../slack/index.js';
import { contentsOfModules } from './module-contents.js';

@Injectable()
class Mails {}
@Injectable()
class Letters {}

@Module({
  imports: [SlackReceiverModule.register({ secrets: ['s3cret'] }), forwardRef(() => Everything)],
  providers: [Mails, { provide: 'letters', useClass: Letters }, { provide: 'colour', useValue: 'red' }],
})
class Inner {}

@Module({ imports: [Promise.resolve({ module: Inner }), GithubReceiverModule] })
class Everything {
  constructor() {
    throw new Error('nobody asked for a module to be made');
  }
}

describe('contentsOfModules', () => {
  it('finds receivers and providers wherever modules are imported, and makes none of them', async () => {
    const { receivers, providers } = await contentsOfModules([Everything]);
    expect(new Set(receivers)).toEqual(new Set([github, slack]));
    expect(providers).toEqual(expect.arrayContaining(['Mails', 'Letters']));
  });

  it('finds nothing in a value that is not a module', async () => {
    class Plain {
      readonly colour = 'red';
    }
    expect(await contentsOfModules([Plain])).toEqual({ receivers: [], providers: [] });
  });
});
