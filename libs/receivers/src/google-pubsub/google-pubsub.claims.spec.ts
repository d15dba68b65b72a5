import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../kit/index.js';
import { isGoogles, isOfAccount, isOfAudience, wouldEnd } from './google-pubsub.claims.js';

const view = {
  request: inboundRequest({}),
  context: { now: 0, publicUrl: '', options: { audience: 'https://hub', serviceAccountEmail: 'push@shop' } },
};

describe('the claims of a push', () => {
  it('are Google’s, and end', () => {
    expect(isGoogles({ iss: 'accounts.google.com' }, view)).toBeNull();
    expect(isGoogles({ iss: 'https://evil.example' }, view)).toContain('not Google');
    expect(wouldEnd({ exp: 1 }, view)).toBeNull();
    expect(wouldEnd({}, view)).toContain('never ends');
  });

  it('are for this audience, and of this account once Google has verified it', () => {
    expect(isOfAudience({ aud: 'https://hub' }, view)).toBeNull();
    expect(isOfAudience({ aud: ['https://hub'] }, view)).toContain('audience');
    expect(isOfAccount({ email: 'push@shop', email_verified: true }, view)).toBeNull();
    expect(isOfAccount({ email: 'push@shop', email_verified: 'true' }, view)).toContain('service account');
    expect(isOfAccount({ email: 'other@shop', email_verified: true }, view)).toContain('service account');
  });
});
