import { describe, expect, it } from '@jest/globals';
import { RemoteDocuments, VerificationUnavailable } from '@kanca/receivers/kit';
import { paypal } from '@kanca/receivers/paypal';
import { serveIngress } from '@kanca/testing';

class AwayDocuments extends RemoteDocuments {
  read(): Promise<Buffer> {
    return Promise.reject(new VerificationUnavailable('the provider is away'));
  }

  override ask(): Promise<never> {
    return Promise.reject(new VerificationUnavailable('https://api.example.com gave no answer'));
  }
}

describe('a request that the provider itself has to judge', () => {
  it('is answered with 503 and Retry-After while the provider cannot be asked, is not stored, and is kept for the operator', async () => {
    const options = { webhookId: 'W1', mode: 'postback', clientId: 'app', clientSecret: 's3cret' };
    const served = await serveIngress({
      receivers: [paypal],
      sources: [{ provider: 'paypal', secrets: [], options }],
      documents: new AwayDocuments(),
    });
    const answer = await fetch(`${served.origin}/api/webhooks/incoming/paypal`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'paypal-auth-algo': 'SHA256withRSA',
        'paypal-cert-url': 'https://api.paypal.com/v1/notifications/certs/CERT-1',
        'paypal-transmission-id': 'T1',
        'paypal-transmission-sig': 'c2lnbmVk',
        'paypal-transmission-time': new Date().toISOString(),
      },
      body: '{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED"}',
    });
    const told = await answer.text();
    await served.close();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(JSON.parse(told)).toMatchObject({ code: 'unavailable' });
    expect(told).not.toContain('api.example.com');
    expect(served.log.arrivals).toEqual([]);
    expect(served.observer.answers).toMatchObject([{ outcome: 'unavailable', reason: 'verification_unavailable' }]);
    expect(served.refusals).toMatchObject([{ error: { code: 'unavailable' } }]);
  });
});
