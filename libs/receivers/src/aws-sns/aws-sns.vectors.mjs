import { createSign } from 'node:crypto';
import { JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

// Invented: not a key of Amazon's.
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDGpPwY4FPJ60yG
IoWsolOI3nN+yr2X0DKp06TzXZXXEdR/FvaWDqDTyW+uGy7hCEjsbiMGL9HehHIH
/YjDXu61AwDXcWIW4Lsn7YbZTRe6h8YEdRNydsYy4sWZttbThckl8QxwXOzSga1K
PldS4kFDkTKvxjREei/0x0qZj3GsSiyBAabtLOvoR2OCz15uofjb3iGpHddy4Cr8
3/onzaCLU/Hx6nVDt+ZyE7HvNE4fG37dvmW0vxGGWwl07u/VQadwkFVuddXNXTh7
dsf2sEUFzdjxf25hf81zfKlF2+BPRcITmnMaoNR22yEuuIOxtQlimD9ChICvqNOV
EL6G68sNAgMBAAECggEAUN7wR0xksErcL6u0UjEP4yP1T0RI5Zp8Vcl1WSLbkuCO
a2M05qhz72UN04r7jd/qmF7KYYVsYrP3HKuqVye59PWRDST68ydw6nN4N9V7+JO4
GS50yV/zltnd6pOWaC0KVCkLkF80hwsGOrigony8Zz6grRD7THmWNohAJb5RX/tm
49odF8MiV20CCllpi7OQK7J3OKVLJCq9eHjqWuogq+VKfTP4TLOHN9jL2IOkVLLq
YK2g0IY8j3Vc4bNjwjF2J+HkpenBwIrbcaDZziGz0vszbjOOv6+3uiiYiSSzOCV8
Qx9v0/7XfxTJixN9xhPxmWxC4TUKLGancl1UnSgLPQKBgQDpVfIp/FOYR7atnT8V
KVMYIbY7QixB0cWQCEneREyoLJPp0BSioHeq9jf2e4HhTanS25Y61ASXkW9kMvO8
O5K2VQozKzlbbprlN48X9jsnCLEY2xCDGnet0Y4MQUV2UomRvCAAVHCEgjaxJX3a
ZZX5V3q7BM7W+uQ8Ul3biwn6swKBgQDZ8GqyeL0PLBcSfj30MTI/gKXaL9Ny+ljB
K21BeStKzwxsFiTyV5tYg6O9W7vli/mZ74YO0jEWR2EaMvZ1EeeWIDwMBg4+YVzv
ynXUuK7l0F8ObPgiqBQ/WrJmKDh1NIDP4QELlktf6Z/ugcm7QOD/KZ5fVbUEM1Dj
W2hap90DPwKBgQDcmMOsjABgPJRpiPtlvz7u1phZZ9M9mtvjsuJbP0kVyadBatbH
dVwNhmAcKGH/JpSCY9Wg4mdBAF9GZKFn+Q5YUQemnpvIZEYOpLsk1UbRPXdo31q6
B+DTtQVNcrwABEJJRIkgprQForGgQqi8PERQijLe8sm2F1aF7P0NHWMe3wKBgC2G
dSNW6VdUBHXOfS6XYEG3o+2R8/+eoA+p/KaioxJ7ccLaVVlyR3cT+I5DrVpkBP3M
9Rn/elWHD5ejcaw+0zue/Cwez7bkK7/DcR3AfnhvMIwY4zSKG8CoN3/zgueo0gea
ntdGy/P7H3d5ESTWhqmGjhioFKoN9iWoIIJfcmGNAoGAbVrh4U7wT+6hdtTVTo4/
scTLJbSiV7MoSKrrkB3SX5srApjcLsj02HTa+82aNcTdfzsbmDkiMgezlTrHVv7a
O5gkEYqx2pyLNmaxMHO4yANw2bCOVCO4BFz6eQ8OP11eOQk6Hun2nLVv0fBgM0MK
qPsuF0kMrv33v0BpueNqS3g=
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDGzCCAgOgAwIBAgIUDBYJHbK5+f/PWaUaRl4zbknzNS8wDQYJKoZIhvcNAQEL
BQAwHDEaMBgGA1UEAwwRc25zLmFtYXpvbmF3cy5jb20wIBcNMjYxMTIyMDQ1MjQw
WhgPMjEyNjEwMjkwNDUyNDBaMBwxGjAYBgNVBAMMEXNucy5hbWF6b25hd3MuY29t
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxqT8GOBTyetMhiKFrKJT
iN5zfsq9l9AyqdOk812V1xHUfxb2lg6g08lvrhsu4QhI7G4jBi/R3oRyB/2Iw17u
tQMA13FiFuC7J+2G2U0XuofGBHUTcnbGMuLFmbbW04XJJfEMcFzs0oGtSj5XUuJB
Q5Eyr8Y0RHov9MdKmY9xrEosgQGm7Szr6Edjgs9ebqH4294hqR3XcuAq/N/6J82g
i1Px8ep1Q7fmchOx7zROHxt+3b5ltL8RhlsJdO7v1UGncJBVbnXVzV04e3bH9rBF
Bc3Y8X9uYX/Nc3ypRdvgT0XCE5pzGqDUdtshLriDsbUJYpg/QoSAr6jTlRC+huvL
DQIDAQABo1MwUTAdBgNVHQ4EFgQUJ5F4gOA7pzkOQGQWinjO/xyLIV4wHwYDVR0j
BBgwFoAUJ5F4gOA7pzkOQGQWinjO/xyLIV4wDwYDVR0TAQH/BAUwAwEB/zANBgkq
hkiG9w0BAQsFAAOCAQEAPjKAgF8C99vb93ss1AElUYFc9i98C8ooVA7zeHbxSzEn
qCiIvitW1P6mTvbCe15NV4+LqHxC0z2bCo+vPsqIc/mI48HZhu4Tkho0IpugEGUm
iv5MUYiDFNWnEebQ3FPHUY/bP2vjlnGjur8IsiiAC5IC+U3eIm5BBcXKYtYEiZy2
GMolJnOhyFUQYkVXL7Ab+uMeYkqvTnsjIQjkjcP/DV7brQAKeoZl2nqavD4m6Xwk
+5au1sayoCQuVWpIz2bKWqQz0S8AKphmj2xtaaoI0rooyo6FdgyXzmTw9sYgj8Et
umbZU8pG7Kr5+XDiPsGW65zu5mPcOcJjXZLt3mu8Aw==
-----END CERTIFICATE-----`;
const CERTIFICATE_URL = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem';
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:orders';
const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

export default function awsSnsVectors() {
  const one = (name, type, fields, { version = '2', contentType = 'text/plain; charset=UTF-8', options = {} } = {}) => {
    const message = {
      Type: type,
      MessageId: `22b80b92-fdea-4c2c-8f9d-${name}`,
      TopicArn: TOPIC,
      Timestamp: '2025-10-09T08:53:20.000Z',
      SignatureVersion: version,
      ...fields,
    };
    const keys = (type === 'Notification' ? NOTIFICATION : CONFIRMATION).filter((key) => key in message);
    const text = keys.map((key) => `${key}\n${message[key]}\n`).join('');
    const Signature = createSign(version === '1' ? 'sha1' : 'sha256')
      .update(text)
      .sign(PRIVATE_KEY, 'base64');
    return vector({
      name,
      origin: 'own',
      by: 'docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
      url: 'https://hub.example.com/api/webhooks/incoming/aws-sns',
      headers: { 'content-type': contentType, 'x-amz-sns-message-type': type, 'x-amz-sns-topic-arn': TOPIC },
      body: JSON.stringify({ ...message, Signature, SigningCertURL: CERTIFICATE_URL }, null, 2),
      config: { topicArn: TOPIC, ...options },
      documents: { [CERTIFICATE_URL]: CERTIFICATE },
      expect: {
        events: [{ id: message.MessageId, type: `aws-sns.${type}`, subject: TOPIC, time: '2025-10-09T08:53:20.000Z' }],
      },
    });
  };
  const confirmation = {
    Token: '2336412f37fb',
    Message: 'You have chosen to subscribe',
    SubscribeURL: `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336412f37fb`,
  };
  return [
    one('notification', 'Notification', { Subject: 'Hello', Message: 'Two\nlines' }),
    one('exotic-characters', 'Notification', { Message: 'Zürich 🚀 $& 100%' }),
    one('signature-version-1', 'Notification', { Message: '{"left":3}' }, { version: '1' }),
    one('subscription-confirmation', 'SubscriptionConfirmation', confirmation),
    one('unsubscribe-confirmation', 'UnsubscribeConfirmation', confirmation),
    one('as-json', 'Notification', { Message: 'x' }, { contentType: JSON_TYPE, options: { requireSha256: true } }),
  ];
}
