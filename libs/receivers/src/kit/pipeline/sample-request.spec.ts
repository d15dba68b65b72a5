import { describe, expect, it } from '@jest/globals';
import { github } from '../../github/index.js';
import { stripe } from '../../stripe/index.js';
import { inspectRequest } from './inspect-request.js';
import { SAMPLE_MODES, sampleRequest } from './sample-request.js';

const NOW = Date.UTC(2026, 0, 15);
const where = { url: '/api/webhooks/incoming/stripe/acme', publicUrl: 'http://localhost:3000' };
const common = { secret: 'whsec_x', id: 'n1', now: NOW, ...where };

describe('sampleRequest', () => {
  it('is genuine when it is valid, and refused for one reason in every other mode', async () => {
    const reasons = await Promise.all(
      SAMPLE_MODES.map(async (mode) => {
        const request = sampleRequest(stripe, { ...common, event: 'invoice.paid', mode });
        return (await inspectRequest(stripe, { secrets: ['whsec_x'], options: {} }, request, NOW)).reason;
      }),
    );
    expect(reasons).toEqual([null, 'signature_mismatch', 'header_missing', 'timestamp_stale', 'signature_mismatch']);
  });

  it('is a delivery of its own each time', () => {
    const bodies = ['n1', 'n2'].map((id) => sampleRequest(stripe, { ...common, id }).body.toString());
    expect(bodies[0]).toContain('"id":"evt_n1"');
    expect(bodies[0]).toContain(`"created":${String(NOW / 1_000)}`);
    expect(bodies[1]).toContain('"id":"evt_n2"');
    expect(sampleRequest(github, { ...common, id: 'n3' }).headers['x-github-delivery']).toBe('n3');
  });

  it('takes another body, and is sent where it is told', () => {
    const request = sampleRequest(github, { ...common, event: 'push', body: { ref: 'refs/heads/other' } });
    expect(request).toMatchObject({ method: 'POST', url: where.url, body: Buffer.from('{"ref":"refs/heads/other"}') });
    expect(request.headers['content-type']).toBe('application/json');
  });

  it('says which samples there are', () => {
    expect(() => sampleRequest(github, { ...common, event: 'pish' })).toThrow(
      'There is no sample "pish" of GitHub: there are push, ping',
    );
    expect(() => sampleRequest(github, { ...common, event: 'toString' })).toThrow('no sample');
  });

  it('cannot be stale where no time is signed', () => {
    expect(() => sampleRequest(github, { ...common, mode: 'stale' })).toThrow('GitHub signs no time');
  });
});
