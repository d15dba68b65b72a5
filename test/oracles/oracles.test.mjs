import { equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogue, inboundRequest, inspectRequest, sourceSettings } from '@kanca/receivers';
import { oracles } from './oracles.mjs';
import { freshPayloads, mutated } from './payloads.mjs';

const MUTATIONS = 1_000;
const PUBLIC_URL = 'https://hooks.example.com';

for (const oracle of oracles) {
  const { receiver } = catalogue.find((entry) => entry.receiver.name === oracle.provider) ?? {};
  describe(`${oracle.provider} as its own library has it`, () => {
    const signedRequest = async (text, now) => {
      const body = Buffer.from(oracle.prepare?.(text, now) ?? text);
      return { headers: { ...oracle.headers, ...(await oracle.sign(body, now)) }, body };
    };
    const isGenuine = async ({ headers, body }, now) => {
      const settings = { ...sourceSettings(receiver, oracle.config), publicUrl: PUBLIC_URL };
      const inspection = await inspectRequest(receiver, settings, inboundRequest({ url: '/hook', headers, body }), now);
      return inspection.isGenuine;
    };

    it('accepts whatever it signs', async () => {
      for (const [kind, text] of Object.entries(freshPayloads())) {
        const now = Date.now();
        if (oracle.except?.includes(kind) || oracle.prepare?.(text, now) === null) continue;
        ok(await isGenuine(await signedRequest(text, now), now), kind);
      }
    });

    if (oracle.judge !== undefined)
      it(`agrees with it on ${MUTATIONS} changed requests`, async () => {
        const { plain, unicode, 'line breaks': broken } = freshPayloads();
        const bodies = [plain, unicode, broken];
        let accepted = 0;
        for (let round = 0; round < MUTATIONS; round++) {
          const now = Date.now();
          const request = mutated(await signedRequest(bodies[round % bodies.length], now), oracle.proofs);
          const verdict = await oracle.judge(request, now);
          if (verdict) accepted += 1;
          const ours = await isGenuine(request, now);
          const shown = JSON.stringify({ ...request, body: request.body.toString() });
          if (oracle.isLenient) ok(verdict || !ours, shown);
          else equal(ours, verdict, shown);
        }
        ok(accepted < MUTATIONS / 2, 'most changes have to be noticed');
      });
  });
}
