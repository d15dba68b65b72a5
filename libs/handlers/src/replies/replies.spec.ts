import { describe, expect, it } from '@jest/globals';
import { discordReply, reply, slackReply, soapReply, twilioReply } from './index.js';

const XML = '<?xml version="1.0" encoding="UTF-8"?>';

describe('replies', () => {
  it.each([
    ['reply.json', reply.json({ a: [1, null] }), 200, 'application/json; charset=utf-8', '{"a":[1,null]}'],
    ['reply.json with a status', reply.json('busy', 503), 503, 'application/json; charset=utf-8', '"busy"'],
    ['reply.text', reply.text('grüezi'), 200, 'text/plain; charset=utf-8', 'grüezi'],
    ['reply.xml', reply.xml('<a/>', 201), 201, 'application/xml; charset=utf-8', '<a/>'],
    ['reply.empty', reply.empty(204), 204, undefined, ''],
    [
      'slackReply.ephemeral',
      slackReply.ephemeral('on it'),
      200,
      'application/json; charset=utf-8',
      '{"response_type":"ephemeral","text":"on it"}',
    ],
    [
      'slackReply.inChannel with blocks',
      slackReply.inChannel('done', { blocks: [{ type: 'divider' }] }),
      200,
      'application/json; charset=utf-8',
      '{"response_type":"in_channel","text":"done","blocks":[{"type":"divider"}]}',
    ],
    ['slackReply.silent', slackReply.silent(), 200, undefined, ''],
    ['discordReply.pong', discordReply.pong(), 200, 'application/json; charset=utf-8', '{"type":1}'],
    [
      'discordReply.message',
      discordReply.message('hello'),
      200,
      'application/json; charset=utf-8',
      '{"type":4,"data":{"content":"hello"}}',
    ],
    [
      'discordReply.message for one',
      discordReply.message('hush', { ephemeral: true, more: { embeds: [] } }),
      200,
      'application/json; charset=utf-8',
      '{"type":4,"data":{"content":"hush","flags":64,"embeds":[]}}',
    ],
    ['discordReply.deferred', discordReply.deferred(), 200, 'application/json; charset=utf-8', '{"type":5}'],
    [
      'discordReply.deferred for one',
      discordReply.deferred({ ephemeral: true }),
      200,
      'application/json; charset=utf-8',
      '{"type":5,"data":{"flags":64}}',
    ],
    [
      'twilioReply.message',
      twilioReply.message('Fish & chips < £5', { to: '+4420"', media: ['https://x.example/a?b=1&c=2'] }),
      200,
      'text/xml; charset=utf-8',
      `${XML}<Response><Message to="+4420&quot;"><Body>Fish &amp; chips &lt; £5</Body>` +
        '<Media>https://x.example/a?b=1&amp;c=2</Media></Message></Response>',
    ],
    [
      'twilioReply.say',
      twilioReply.say('</Say><Dial>1</Dial>', { voice: 'Polly.Amy', language: 'en-GB' }),
      200,
      'text/xml; charset=utf-8',
      `${XML}<Response><Say voice="Polly.Amy" language="en-GB">&lt;/Say&gt;&lt;Dial&gt;1&lt;/Dial&gt;</Say></Response>`,
    ],
    ['twilioReply.nothing', twilioReply.nothing(), 200, 'text/xml; charset=utf-8', `${XML}<Response></Response>`],
    [
      'soapReply.acknowledgement',
      soapReply.acknowledgement(),
      200,
      'text/xml; charset=utf-8',
      `${XML}<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>` +
        '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>' +
        '</soapenv:Body></soapenv:Envelope>',
    ],
  ])('%s is exactly this', (_, made, status, contentType, body) => {
    expect(made).toEqual({ status, body, ...(contentType === undefined ? {} : { contentType }) });
  });

  it('put nothing into XML that XML cannot hold', () => {
    const { body } = twilioReply.say('bell \u0007, tab \t, half a pair \ud83d, a whole one 😀, \uffff');
    expect(body).toBe(
      `${XML}<Response><Say>bell \ufffd, tab \t, half a pair \ufffd, a whole one 😀, \ufffd</Say></Response>`,
    );
  });
});
