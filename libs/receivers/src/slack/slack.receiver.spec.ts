import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { slack } from './slack.receiver.js';

const NOW = 1_760_000_000_000;
const FORM = 'application/x-www-form-urlencoded';
const settings = { secrets: ['s3cret'], options: {} };

function requestOf(body: string, contentType = 'application/json') {
  return inboundRequest({ headers: { 'content-type': contentType }, body });
}

function inspectSigned(body: string, contentType?: string): Promise<Inspection> {
  const context = { now: NOW, options: {}, publicUrl: '' };
  return inspectRequest(slack, settings, slack.verify.sign(requestOf(body, contentType), 's3cret', context), NOW);
}

describe('slack', () => {
  it('names events, interactions and commands by where each says it', async () => {
    const typeOf = async (body: string, type?: string) => (await inspectSigned(body, type)).events[0]?.type;
    expect(await typeOf('{"type":"event_callback","event":{"type":"reaction_added"}}')).toBe('slack.reaction_added');
    expect(await typeOf('{"type":"app_rate_limited","team_id":"T1"}')).toBe('slack.app_rate_limited');
    expect(await typeOf(`payload=${encodeURIComponent('{"type":"view_closed"}')}`, FORM)).toBe('slack.view_closed');
    expect(await typeOf('command=%2Fdeploy&text=', FORM)).toBe('slack.slash_command:/deploy');
  });

  it('answers a probe that is signed and one that is not, and needs no secret for the latter', async () => {
    const probe = requestOf('ssl_check=1&token=x', FORM);
    for (const inspection of [
      await inspectSigned('ssl_check=1&token=x', FORM),
      await inspectRequest(slack, settings, probe, NOW),
      await inspectRequest(slack, { ...settings, secrets: [] }, probe, NOW),
    ])
      expect(inspection).toMatchObject({ ok: true, events: [], handshake: { status: 200, body: '' } });
  });

  it.each([
    'ssl_check=1&command=%2Fx',
    'ssl_check=1&payload=%7B%7D',
    'ssl_check=0',
    'text=ssl_check%3D1',
    `ssl_check=1&x=${'y'.repeat(600)}`,
  ])('takes nothing else for a probe: %s', async (body) => {
    expect(await inspectRequest(slack, settings, requestOf(body, FORM), NOW)).toMatchObject({
      code: 'signature_invalid',
    });
  });

  it('does not take a probe with a wrong signature for an unsigned one', async () => {
    const forged = inboundRequest({
      headers: { 'content-type': FORM, 'x-slack-signature': 'v0=00', 'x-slack-request-timestamp': '1760000000' },
      body: 'ssl_check=1',
    });
    expect(await inspectRequest(slack, settings, forged, NOW)).toMatchObject({ code: 'signature_invalid' });
  });

  it('gives a challenge back to Slack only', async () => {
    const body = '{"type":"url_verification","challenge":"abc"}';
    expect((await inspectSigned(body)).handshake).toMatchObject({
      status: 200,
      contentType: 'text/plain',
      body: 'abc',
    });
    expect(await inspectRequest(slack, settings, requestOf(body), NOW)).toMatchObject({ code: 'signature_invalid' });
    expect((await inspectSigned('{"type":"url_verification"}')).events[0]?.type).toBe('slack.url_verification');
  });
});
