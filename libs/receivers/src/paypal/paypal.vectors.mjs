import { createSign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { base64, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

// An invented authority and what it issued, made once with openssl and good until 2099. Nobody trusts it but the tests beside this file.
const INTERMEDIATE = `-----BEGIN CERTIFICATE-----
MIIBuzCCAWKgAwIBAgICEAEwCgYIKoZIzj0EAwIwLjEcMBoGA1UEAwwTS2FuY2Eg
SW52ZW50ZWQgUm9vdDEOMAwGA1UECgwFS2FuY2EwIBcNMjAwMTAxMDAwMDAwWhgP
MjA5OTEyMzEyMzU5NTlaMDYxJDAiBgNVBAMMG0thbmNhIEludmVudGVkIEludGVy
bWVkaWF0ZTEOMAwGA1UECgwFS2FuY2EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AAQJlIefe5H9OKqYAgMnDQln5j6ev6kjnp6ySECvFHz/EIsyKiqmIfEfUgHAWEeT
LxYX9g6ZEcg5QCnzJF5As7YQo2YwZDASBgNVHRMBAf8ECDAGAQH/AgEAMA4GA1Ud
DwEB/wQEAwIBBjAdBgNVHQ4EFgQUSySQRNQkAfDmdM90QdKaRjG+HJgwHwYDVR0j
BBgwFoAUjTP8AirBZDxdfk+98SJvkJ8GNsowCgYIKoZIzj0EAwIDRwAwRAIgImbi
94vCccO/Uu/OHaBI3UZ7sNkOFQ7FOER0uNhzr6ACIHqpDyuUUVVZdwfEhxIRopi4
YdQtmD8JlWQ2NRnQN/jF
-----END CERTIFICATE-----`;

const LEAF = `-----BEGIN CERTIFICATE-----
MIIC7TCCApOgAwIBAgICEAIwCgYIKoZIzj0EAwIwNjEkMCIGA1UEAwwbS2FuY2Eg
SW52ZW50ZWQgSW50ZXJtZWRpYXRlMQ4wDAYDVQQKDAVLYW5jYTAgFw0yMDAxMDEw
MDAwMDBaGA8yMDk5MTIzMTIzNTk1OVowRjE0MDIGA1UEAwwrbWVzc2FnZXZlcmlm
aWNhdGlvbmNlcnRzLnNhbmRib3gucGF5cGFsLmNvbTEOMAwGA1UECgwFS2FuY2Ew
ggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCm0C3tzCMIxUe8VPNJpWTt
IBjN/ykBWV8wT0f/958PxaqFfqvWt6DrgKaJap3+kFFEcadj2NLxhSFOJVxfKVij
QUfGHyJigGaXwvKwMQQrPnIVjsYcNXFmCjEG+xhjuiQz7bGPV9ZmmAGcBSIMeDQI
1yCbqjFNLSdUrIxxO1jIqQIfiucg2wBPrKS7zloaQLEYDv+gme2tUbAcV48iqXhK
l8FTiXxYI+4Ig51WirPlkiwVG1V2K6sa4+VKCKsj78RRmr/hAPun1J74h91PrpT2
CPKPqykBbrGIqICGKSy3ne6PgYgHtOL1NMqHQD17txt9JDjxyEN+AJHSugpg+m1/
AgMBAAGjgbMwgbAwDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0O
BBYEFN018yinjTB34utKjDHkZ4m2RuXFMB8GA1UdIwQYMBaAFEskkETUJAHw5nTP
dEHSmkYxvhyYMFAGCCsGAQUFBwEBBEQwQjBABggrBgEFBQcwAoY0aHR0cDovL2Nh
Y2VydHMuZGlnaWNlcnQuY29tL0ludmVudGVkSW50ZXJtZWRpYXRlLmNydDAKBggq
hkjOPQQDAgNIADBFAiAZUV5MttyMwSQ19NkiflcVn0CnrSojuc4+TaPAFUfJXQIh
AMNnfPqBDNBA0JJfrJceJlUtu8TJkV3wlSVwgbkWcC5t
-----END CERTIFICATE-----`;

/** For a name that only begins like one of PayPal. */
const STRANGER = `-----BEGIN CERTIFICATE-----
MIIC8TCCApegAwIBAgICEAMwCgYIKoZIzj0EAwIwNjEkMCIGA1UEAwwbS2FuY2Eg
SW52ZW50ZWQgSW50ZXJtZWRpYXRlMQ4wDAYDVQQKDAVLYW5jYTAgFw0yMDAxMDEw
MDAwMDBaGA8yMDk5MTIzMTIzNTk1OVowSjE4MDYGA1UEAwwvbWVzc2FnZXZlcmlm
aWNhdGlvbmNlcnRzLnBheXBhbC5jb20uZXhhbXBsZS5jb20xDjAMBgNVBAoMBUth
bmNhMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAptAt7cwjCMVHvFTz
SaVk7SAYzf8pAVlfME9H//efD8WqhX6r1reg64CmiWqd/pBRRHGnY9jS8YUhTiVc
XylYo0FHxh8iYoBml8LysDEEKz5yFY7GHDVxZgoxBvsYY7okM+2xj1fWZpgBnAUi
DHg0CNcgm6oxTS0nVKyMcTtYyKkCH4rnINsAT6yku85aGkCxGA7/oJntrVGwHFeP
Iql4SpfBU4l8WCPuCIOdVoqz5ZIsFRtVdiurGuPlSgirI+/EUZq/4QD7p9Se+Ifd
T66U9gjyj6spAW6xiKiAhikst53uj4GIB7Ti9TTKh0A9e7cbfSQ48chDfgCR0roK
YPptfwIDAQABo4GzMIGwMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMB0G
A1UdDgQWBBTdNfMop40wd+LrSowx5GeJtkblxTAfBgNVHSMEGDAWgBRLJJBE1CQB
8OZ0z3RB0ppGMb4cmDBQBggrBgEFBQcBAQREMEIwQAYIKwYBBQUHMAKGNGh0dHA6
Ly9jYWNlcnRzLmRpZ2ljZXJ0LmNvbS9JbnZlbnRlZEludGVybWVkaWF0ZS5jcnQw
CgYIKoZIzj0EAwIDSAAwRQIhANWqbbw7+AP+V5lOXo0oQGzYmYz+6jjHHUsZH/yJ
6XcpAiBL8nMLLE+yCSNSsbvwFHs4ytO8Krq37Tr7XJUCYxFbEQ==
-----END CERTIFICATE-----`;

/** Good in 2015. */
const EXPIRED = `-----BEGIN CERTIFICATE-----
MIIC6zCCApGgAwIBAgICEAQwCgYIKoZIzj0EAwIwNjEkMCIGA1UEAwwbS2FuY2Eg
SW52ZW50ZWQgSW50ZXJtZWRpYXRlMQ4wDAYDVQQKDAVLYW5jYTAeFw0xNTAxMDEw
MDAwMDBaFw0xNjAxMDEwMDAwMDBaMEYxNDAyBgNVBAMMK21lc3NhZ2V2ZXJpZmlj
YXRpb25jZXJ0cy5zYW5kYm94LnBheXBhbC5jb20xDjAMBgNVBAoMBUthbmNhMIIB
IjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAptAt7cwjCMVHvFTzSaVk7SAY
zf8pAVlfME9H//efD8WqhX6r1reg64CmiWqd/pBRRHGnY9jS8YUhTiVcXylYo0FH
xh8iYoBml8LysDEEKz5yFY7GHDVxZgoxBvsYY7okM+2xj1fWZpgBnAUiDHg0CNcg
m6oxTS0nVKyMcTtYyKkCH4rnINsAT6yku85aGkCxGA7/oJntrVGwHFePIql4SpfB
U4l8WCPuCIOdVoqz5ZIsFRtVdiurGuPlSgirI+/EUZq/4QD7p9Se+IfdT66U9gjy
j6spAW6xiKiAhikst53uj4GIB7Ti9TTKh0A9e7cbfSQ48chDfgCR0roKYPptfwID
AQABo4GzMIGwMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMB0GA1UdDgQW
BBTdNfMop40wd+LrSowx5GeJtkblxTAfBgNVHSMEGDAWgBRLJJBE1CQB8OZ0z3RB
0ppGMb4cmDBQBggrBgEFBQcBAQREMEIwQAYIKwYBBQUHMAKGNGh0dHA6Ly9jYWNl
cnRzLmRpZ2ljZXJ0LmNvbS9JbnZlbnRlZEludGVybWVkaWF0ZS5jcnQwCgYIKoZI
zj0EAwIDSAAwRQIhAOExFChJYKuiALFPtVkNLG8kQgqI29O9ieKOFusf5rn5AiAR
b41ytK/8nzXCNmE+poaU42ziR57CJtBrH7Onmn7PNA==
-----END CERTIFICATE-----`;

/** Issued by the leaf, which is no authority. */
const BY_LEAF = `-----BEGIN CERTIFICATE-----
MIIDvjCCAqagAwIBAgICEAUwDQYJKoZIhvcNAQELBQAwRjE0MDIGA1UEAwwrbWVz
c2FnZXZlcmlmaWNhdGlvbmNlcnRzLnNhbmRib3gucGF5cGFsLmNvbTEOMAwGA1UE
CgwFS2FuY2EwIBcNMjAwMTAxMDAwMDAwWhgPMjA5OTEyMzEyMzU5NTlaMEYxNDAy
BgNVBAMMK21lc3NhZ2V2ZXJpZmljYXRpb25jZXJ0cy5zYW5kYm94LnBheXBhbC5j
b20xDjAMBgNVBAoMBUthbmNhMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKC
AQEAptAt7cwjCMVHvFTzSaVk7SAYzf8pAVlfME9H//efD8WqhX6r1reg64CmiWqd
/pBRRHGnY9jS8YUhTiVcXylYo0FHxh8iYoBml8LysDEEKz5yFY7GHDVxZgoxBvsY
Y7okM+2xj1fWZpgBnAUiDHg0CNcgm6oxTS0nVKyMcTtYyKkCH4rnINsAT6yku85a
GkCxGA7/oJntrVGwHFePIql4SpfBU4l8WCPuCIOdVoqz5ZIsFRtVdiurGuPlSgir
I+/EUZq/4QD7p9Se+IfdT66U9gjyj6spAW6xiKiAhikst53uj4GIB7Ti9TTKh0A9
e7cbfSQ48chDfgCR0roKYPptfwIDAQABo4GzMIGwMAwGA1UdEwEB/wQCMAAwDgYD
VR0PAQH/BAQDAgeAMB0GA1UdDgQWBBTdNfMop40wd+LrSowx5GeJtkblxTAfBgNV
HSMEGDAWgBTdNfMop40wd+LrSowx5GeJtkblxTBQBggrBgEFBQcBAQREMEIwQAYI
KwYBBQUHMAKGNGh0dHA6Ly9jYWNlcnRzLmRpZ2ljZXJ0LmNvbS9JbnZlbnRlZElu
dGVybWVkaWF0ZS5jcnQwDQYJKoZIhvcNAQELBQADggEBAGKtgbxkFnYGRhQ6VK46
8tHhSNH4d2mo3ralEb2EIzIYPoqq8ZJQ7mh6FVgfJ/HQtTP37d5s0L81bEu+9bdg
soqt0wbuWZNJXImofGv8C2vl55axr3MfytKhzn2fH6yppt1k5IZfuU9VNGmp9tC3
z9qg09A16rGp4hBKIJC/TSQW6veAm/NtptxKNIeBFz35CS+iYbxI32TbuQYyfMF3
mzXP7eIquhuENaZTqcsdRUlVsXlDg3yuMxlLMGVelKoUJY8m+4To3qHlDhMAH/lh
Tk4Vd/safWk9FCvxMOlhf99uen2txjOBf2o9KCgX+5AfhrzD2b/yuAosCr6DH5TH
U30=
-----END CERTIFICATE-----`;

const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQCm0C3tzCMIxUe8
VPNJpWTtIBjN/ykBWV8wT0f/958PxaqFfqvWt6DrgKaJap3+kFFEcadj2NLxhSFO
JVxfKVijQUfGHyJigGaXwvKwMQQrPnIVjsYcNXFmCjEG+xhjuiQz7bGPV9ZmmAGc
BSIMeDQI1yCbqjFNLSdUrIxxO1jIqQIfiucg2wBPrKS7zloaQLEYDv+gme2tUbAc
V48iqXhKl8FTiXxYI+4Ig51WirPlkiwVG1V2K6sa4+VKCKsj78RRmr/hAPun1J74
h91PrpT2CPKPqykBbrGIqICGKSy3ne6PgYgHtOL1NMqHQD17txt9JDjxyEN+AJHS
ugpg+m1/AgMBAAECggEABI4neENHKvnQMAQV3LX9NT3XejtJ5bUzaetQU7IcZYmH
/ZCW+rcVrY4G04vWIq8oOPlC5pweLpBBzOjXm+r8y6srCEMDZQiNRKmt3O00aEXn
8aTDeN5mFAZFOSPpkkJGs3r93/njFfbNXHMGGgG8/LIl5s+qpv6Lq2lG2zS8A5wR
M2AoC7MQ0m+sMyeshhD3GksoXpVDNSpwe84BghAV/qeBchVrLqmBG4ohfbDi+ZX/
RZQERVPlWacYBu9WExSxqRVwqOJK7/UxuVGde4Nq5JgGdqZ0fwhxNjvs7LOHyIX5
795K86lPgE8cA0VmiTIL1NohjKWHdi/Q0hSIgZBG6QKBgQDqCQxGovg08OLXWpq1
9TyqsJ7TGQWlg28WJDCvtAlRaBheBciakgVXV5wxiJ+IH3OZlXJ+7/F0KXBybJaX
qTkVgEccNyLz1IA9LTdHLjkO9SIbQTHYaq5jvTROgrP2eEGcRoLtr3xRflxTZqDP
6GZp/GeWrnOtoIHRqtNnk5F2WwKBgQC2eAv9KCOpWXj8tDuN9lx/PRuWj9VA5wn9
EEGTwJmQTBZhN4F5xRFRjA9fn50qLjYZcwfK76yZnMDhh2B6+60vBDAnT/7D8H3c
ySsW/pIfJ1grv6IDd2LEI0+BgO/r56lnVbFKMv3+Fq5E6ZZZOcg54q3j/9myFdy6
o8YIlnb2rQKBgQDcGs5U0IinIbX129yNLKt1zM5SssHAvDAJnte7J5Nr4H6qTr4v
wQ0M6/SWEWwYVZwe4ZLhF0D6gs6ijsXCtQBe3FoEi0ZwE3bYEmJeq3Y2Pw1onJQI
eayxWQyMmhguwULTeu1AJT7CVhj2xxqO7n8DRsMVz9QzgzUUv5g7XWn86QKBgQCA
2b7lkx2zrdnw4TkY43qn4zgDFyipPz1fdcZJFv2Z1xEKr45/tbioFDaa+PSb36wW
RpOfK6Z/hyDxYY6w6d5+z/9NE4E9Tisi6O/DuhrnYvoxUo6O0hRtmt2+/pTtylZn
AS1Dz0Rq1AtV4HlqIpKQxdCzq21IA4YuSg5C7DWvtQKBgQC78QGEro2b5Eq0wPqI
l95Lbcb2PzJtdSHE/HqGsovxZqjEgwEY3nkObJ5BLF5cNnnM/tr5wVzajxiYDYam
S0ZsKg+FEakMeUe6V4heOv5kWPlTin3tZxxT6NkBqlo+kzRUGtwTp7I/WaUetLVR
C8800dultktwbQLNeCg513qjPA==
-----END PRIVATE KEY-----`;

/** What the API is asked about a transmission, spelled out from its page, and what it says. */
function askedOf(headers, body, { webhookId, clientId, clientSecret, environment }, verdict) {
  const host = environment === 'sandbox' ? 'https://api-m.sandbox.paypal.com' : 'https://api-m.paypal.com';
  const fields = [
    ['auth_algo', headers['paypal-auth-algo']],
    ['cert_url', headers['paypal-cert-url']],
    ['transmission_id', headers['paypal-transmission-id']],
    ['transmission_sig', headers['paypal-transmission-sig']],
    ['transmission_time', headers['paypal-transmission-time']],
    ['webhook_id', webhookId],
  ];
  const known = fields.map(([name, value]) => `"${name}":"${value}"`).join(',');
  return [
    {
      url: `${host}/v1/oauth2/token`,
      headers: { authorization: `Basic ${base64(`${clientId}:${clientSecret}`)}` },
      body: 'grant_type=client_credentials',
      status: 200,
      answer: '{"scope":"https://uri.paypal.com/services/webhooks","access_token":"A21.invented","expires_in":32400}',
    },
    {
      url: `${host}/v1/notifications/verify-webhook-signature`,
      headers: { authorization: 'Bearer A21.invented', 'content-type': JSON_TYPE },
      body: `{${known},"webhook_event":${body}}`,
      status: 200,
      answer: JSON.stringify({ verification_status: verdict }),
    },
  ];
}

const ADDRESS = 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-invented';
const AUTHORITY_ADDRESS = 'https://cacerts.digicert.com/InventedIntermediate.crt';

export default function paypalVectors() {
  const config = { webhookId: '8INVENTED00000001' };
  const payload = (more = {}) => ({
    id: 'WH-INVENTED0001',
    event_version: '1.0',
    create_time: '2025-10-09T08:53:10.000Z',
    resource_type: 'capture',
    event_type: 'PAYMENT.CAPTURE.COMPLETED',
    summary: 'Payment completed for EUR 19.90',
    resource: { id: 'CAP1', status: 'COMPLETED', amount: { currency_code: 'EUR', value: '19.90' } },
    links: [],
    ...more,
  });
  const signed = (name, certificates, { event = payload(), documents = {}, address = ADDRESS } = {}) => {
    const body = JSON.stringify(event);
    const id = '2b8a4f10-f21e-11f0-8f5e-0d3a7c1b2e4f';
    const time = '2025-10-09T08:53:15Z';
    const text = `${id}|${time}|${config.webhookId}|${crc32(body)}`;
    return vector({
      name,
      origin: 'own',
      by: 'developer.paypal.com/api/rest/webhooks/rest: by an authority that is not among the public ones',
      headers: {
        'content-type': JSON_TYPE,
        'paypal-auth-algo': 'SHA256withRSA',
        'paypal-auth-version': 'v2',
        'paypal-cert-url': address,
        'paypal-transmission-id': id,
        'paypal-transmission-sig': createSign('RSA-SHA256').update(text).sign(PRIVATE_KEY, 'base64'),
        'paypal-transmission-time': time,
      },
      body,
      config,
      documents: { [ADDRESS]: `${certificates.join('\n')}\n`, ...documents },
      // paypal.receiver.spec.ts trusts the authority, and says what becomes of each then.
      expect: { refusedAs: 'signature_invalid' },
    });
  };
  const asked = (name, { verdict = 'SUCCESS', body = JSON.stringify(payload()), environment } = {}) => {
    const settings = {
      ...config,
      mode: 'postback',
      clientId: 'invented-client',
      clientSecret: 'invented-client-secret',
      ...(environment === undefined ? {} : { environment }),
    };
    const headers = {
      'content-type': JSON_TYPE,
      'paypal-auth-algo': 'SHA256withRSA',
      'paypal-auth-version': 'v2',
      'paypal-cert-url': ADDRESS,
      'paypal-transmission-id': '2b8a4f10-f21e-11f0-8f5e-0d3a7c1b2e4f',
      'paypal-transmission-sig': base64('whatever PayPal signed: PayPal judges it'),
      'paypal-transmission-time': '2025-10-09T08:53:15Z',
    };
    return vector({
      name,
      origin: 'own',
      by: 'developer.paypal.com/docs/api/webhooks/v1/#verify-webhook-signature_post: the answers are invented',
      headers,
      body,
      config: settings,
      answers: askedOf(headers, body, settings, verdict),
      expect:
        verdict === 'FAILURE'
          ? { refusedAs: 'signature_invalid' }
          : {
              events: [
                {
                  id: 'WH-INVENTED0001',
                  type: 'paypal.PAYMENT.CAPTURE.COMPLETED',
                  subject: 'CAP1',
                  time: '2025-10-09T08:53:10.000Z',
                },
              ],
            },
    });
  };
  const chain = [LEAF, INTERMEDIATE];
  return [
    asked('postback'),
    asked('postback-in-the-sandbox', { environment: 'sandbox' }),
    // Numbers and escapes that JSON.stringify would write otherwise.
    asked('postback-byte-for-byte', {
      body: JSON.stringify(payload({ summary: 'Zürich 🚀 $& 100%' }))
        .replace('"19.90"', '19.90')
        .replace('{', '{ \n')
        .replace('ü', String.raw`\u00fc`),
    }),
    asked('postback-refused-by-paypal', { verdict: 'FAILURE' }),
    signed('capture', chain),
    signed('exotic-characters', chain, { event: payload({ summary: 'Zürich 🚀 $& 100%' }) }),
    signed('without-its-authorities', [LEAF], {
      documents: { [AUTHORITY_ADDRESS]: INTERMEDIATE },
    }),
    signed('for-another-name', [STRANGER, INTERMEDIATE]),
    signed('expired', [EXPIRED, INTERMEDIATE]),
    signed('issued-by-no-authority', [BY_LEAF, ...chain], { documents: { [AUTHORITY_ADDRESS]: INTERMEDIATE } }),
    signed('authorities-nowhere', [LEAF]),
    signed('no-certificate', ['nothing here']),
    signed('address-of-somebody-else', chain, {
      address: 'https://api.paypal.com.example.com/v1/notifications/certs/CERT-invented',
      documents: { 'https://api.paypal.com.example.com/v1/notifications/certs/CERT-invented': LEAF },
    }),
  ];
}
