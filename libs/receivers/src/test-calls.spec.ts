import { describe, expect, it } from '@jest/globals';
import { catalogue, sampleRequest, testKeyOf } from './index.js';
import { inspectRequest } from './kit/index.js';
import type { ReceiverDefinition, SampleMode } from './index.js';
import type { SourceOptions } from './kit/index.js';

const PUBLIC_URL = 'https://hooks.example.com';
const NOW = Date.parse('2026-07-01T12:00:00Z');
const EBAY = { verificationToken: 'v'.repeat(40), clientId: 'invented', clientSecret: 'invented-secret' };

const receivers = catalogue.map(({ receiver }) => [receiver.name, receiver] as const);

/** The options that a source has to have, with invented values. */
function optionsOf({ name, options }: ReceiverDefinition): SourceOptions {
  const required = options.filter((field) => 'isRequired' in field && field.isRequired);
  return name === 'ebay' ? EBAY : Object.fromEntries(required.map((field) => [field.name, `invented-${field.name}`]));
}

describe('a test call', () => {
  it.each(receivers)(
    'can be made to a source of %s, also where only the provider holds its key',
    async (_name, receiver) => {
      const options = optionsOf(receiver);
      const secrets = receiver.secret === null ? [] : [receiver.verify.newKeys()?.secret ?? ''];
      const context = { now: NOW, publicUrl: PUBLIC_URL, options };
      const key = await testKeyOf(receiver, secrets, context);
      if (key === null)
        throw new Error(`Nothing signs a test call of ${receiver.name}: its scheme needs inventProof().`);
      const { secret, proof } =
        key.kind === 'source' ? { secret: key.secret, proof: {} } : { secret: key.proof.signingKey, proof: key.proof };
      const requestOf = (mode: SampleMode) =>
        sampleRequest(receiver, { mode, secret, options, id: 'd-1', now: NOW, url: '/hook', publicUrl: PUBLIC_URL });
      const settings = { secrets, options, publicUrl: PUBLIC_URL, ...proof };

      expect(await inspectRequest(receiver, settings, requestOf('valid'), NOW)).toMatchObject({ ok: true });
      expect(await inspectRequest(receiver, settings, requestOf('missing'), NOW)).toMatchObject({ isGenuine: false });
      if (key.kind === 'source') return;
      // What was made for the call counts for nothing beside it.
      const own = { secrets, options, publicUrl: PUBLIC_URL };
      expect(await inspectRequest(receiver, own, requestOf('valid'), NOW)).toMatchObject({ isGenuine: false });
    },
  );
});
