import { equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogue } from '@kanca/receivers';
import { inboundRequest, inspectRequest, RemoteDocuments, sourceSettings } from '@kanca/receivers/kit';
import { oracles } from './oracles.mjs';
import { freshPayloads, mutated } from './payloads.mjs';
import { URL_PATH } from './tools.mjs';

const MUTATIONS = 1_000;
const PUBLIC_URL = 'https://hooks.example.com';

class GivenDocuments extends RemoteDocuments {
  constructor(documents) {
    super();
    this.documents = documents;
  }

  read(url) {
    return Promise.resolve(Buffer.from(this.documents[url] ?? ''));
  }
}

for (const oracle of oracles) {
  const { receiver } = catalogue.find((entry) => entry.receiver.name === oracle.provider);
  const settings = {
    ...sourceSettings(receiver, oracle.config),
    publicUrl: PUBLIC_URL,
    documents: new GivenDocuments(oracle.documents),
  };
  const isGenuine = async ({ url = URL_PATH, headers, body }, now) =>
    (await inspectRequest(receiver, settings, inboundRequest({ url, headers, body }), now)).isGenuine;

  describe(`${oracle.name} as its own library has it`, () => {
    it('accepts whatever it signs', async () => {
      for (const [kind, payload] of Object.entries(freshPayloads())) {
        const now = Date.now();
        const text = oracle.prepare(payload, now);
        if (oracle.except.includes(kind) || text === null) continue;
        ok(await isGenuine(await oracle.request(text, now), now), kind);
      }
    });

    if (oracle.judge !== undefined)
      it(`agrees with it on ${MUTATIONS} changed requests`, async () => {
        const { plain, unicode, 'line breaks': broken } = freshPayloads();
        const payloads = [plain, unicode, broken];
        const unchanged = await oracle.request(oracle.prepare(plain, Date.now()), Date.now());
        ok(await oracle.judge({ url: URL_PATH, ...unchanged }, Date.now()), 'it takes what was not changed');
        let accepted = 0;
        for (let round = 0; round < MUTATIONS; round++) {
          const now = Date.now();
          const genuine = await oracle.request(oracle.prepare(payloads[round % payloads.length], now), now);
          const request = mutated(genuine, oracle);
          const verdict = await oracle.judge({ url: URL_PATH, ...request }, now);
          if (verdict) accepted += 1;
          const ours = await isGenuine(request, now);
          const shown = JSON.stringify({ ...request, body: request.body.toString() });
          if (oracle.isLenient) ok(verdict || !ours, shown);
          else equal(ours, verdict, shown);
        }
        ok(accepted < MUTATIONS / 2, `most changes have to be noticed: ${accepted} were not`);
      });
  });
}
