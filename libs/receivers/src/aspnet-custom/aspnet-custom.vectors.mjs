import { hmac, JSON_TYPE, NO_SNIFFING, vector } from '../../scripts/vector-tools.mjs';

export default function aspnetCustomVectors() {
  const secret = 'invented0123456789abcdef0123456789abcdef';
  const by = 'github.com/aspnet/AspNetWebHooks, WebHookSender';
  const url = 'https://hub.example.com/api/webhooks/incoming/aspnet-custom';
  const post = (name, body, events, more) =>
    vector({
      name,
      origin: 'own',
      by,
      url,
      headers: {
        'content-type': `${JSON_TYPE}; charset=utf-8`,
        'ms-signature': `sha256=${hmac('sha256', secret, body).toUpperCase()}`,
      },
      body,
      config: { secret },
      expect: { events },
      ...more,
    });
  const one = JSON.stringify({ Id: 'd-1', Attempt: 2, Notifications: [{ Action: 'paid', Text: 'Zürich 🚀 $& 100%' }] });
  const two = JSON.stringify({ Id: 'd-2', Attempt: 1, Notifications: [{ Action: 'a1', p: 1 }, { Action: 'a2' }] });
  const published = [
    '{',
    '  "Id": "1234567890",',
    '  "Attempt": 1,',
    '  "Properties": {',
    '    "p1": "pv1"',
    '  },',
    '  "Notifications": [',
    '    {',
    '      "Action": "a1",',
    '      "d1": "dv1"',
    '    },',
    '    {',
    '      "Action": "a1",',
    '      "d2": "http://localhost"',
    '    }',
    '  ]',
    '}',
  ].join('\r\n');
  return [
    post('batch', two, [
      { id: 'd-2:0', type: 'aspnet-custom.a1' },
      { id: 'd-2:1', type: 'aspnet-custom.a2' },
    ]),
    post('exotic-characters', one, [{ id: 'd-1:0', type: 'aspnet-custom.paid' }]),
    post('lower-case-signature', one, [{ id: 'd-1:0', type: 'aspnet-custom.paid' }], {
      headers: { 'content-type': JSON_TYPE, 'ms-signature': `sha256=${hmac('sha256', secret, one)}` },
    }),
    post(
      'sender-test',
      published,
      [
        { id: '1234567890:0', type: 'aspnet-custom.a1' },
        { id: '1234567890:1', type: 'aspnet-custom.a1' },
      ],
      {
        origin: 'published',
        by: 'github.com/aspnet/AspNetWebHooks, WebHookSenderTests.cs',
        headers: {
          'content-type': JSON_TYPE,
          'ms-signature': 'sha256=DCDEB62502988CDEDE464AF6A97566D61288C446CFC46F74F341E11173FF30A1',
        },
        config: { secret: '123456789012345678901234567890123456789012345678' },
      },
    ),
    vector({
      name: 'echo',
      origin: 'own',
      by: 'github.com/aspnet/AspNetWebHooks, WebHookManager.VerifyEchoAsync',
      method: 'GET',
      url: `${url}?echo=3f2d4487b0fc41258bd57ad17384221e`,
      config: { secret },
      expect: {
        handshake: {
          status: 200,
          contentType: 'text/plain',
          headers: NO_SNIFFING,
          body: '3f2d4487b0fc41258bd57ad17384221e',
        },
      },
    }),
  ];
}
