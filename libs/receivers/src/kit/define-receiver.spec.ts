import { describe, expect, it } from '@jest/globals';
import { defineReceiver } from './define-receiver.js';
import { github } from '../github/index.js';
import { x } from '../x/index.js';

describe('defineReceiver', () => {
  it('fills in what goes without saying', () => {
    const { options: _options, body: _body, freshen: _freshen, ...spec } = github;
    expect(defineReceiver({ ...spec })).toMatchObject({
      methods: ['POST'],
      options: [],
      body: [{ kind: 'json' }],
      handshakes: [],
      answer: undefined,
    });
  });

  it('names everything that is wrong, when the module is loaded', () => {
    expect(() =>
      defineReceiver({
        ...github,
        name: 'Git Hub',
        title: '',
        docs: 'http://docs.example',
        setup: [],
        methods: ['post'],
        body: [],
        replyWithinMs: 0,
        options: [{ kind: 'boolean', name: 'secret', label: '', help: '', default: false }],
        events: ['push'],
      }),
    ).toThrow(
      /^The receiver "Git Hub" is not defined well: its name .*; it has no title; docs .*; it has no setup steps; methods .*; body lists no format; replyWithinMs .*; two settings have the same name; events does not list its samples ping, /,
    );
    expect(() => defineReceiver({ ...github, samples: {} })).toThrow('it has no sample');
    expect(() => defineReceiver({ ...github, secret: { name: 'options', label: '', help: '' } })).toThrow(
      'cannot be used: options',
    );
    expect(() => defineReceiver({ ...x, inflates: () => 'signed-as-sent' })).toThrow('inflated into an event');
  });
});
