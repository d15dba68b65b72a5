import { createPublicKey, createSign } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

// Invented: not a key of Google's.
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCp6qL3LJAgvxh7
b2UNHEBg42qkyT610Oc5+HPREoP0zJVt+cT0Q9h8J8YdCAarsBrnVHI4yB4g9MMu
Wg2vDIW3jm8nioE/xejwAaB+t1KxrbBM/4f7RLQSlVAo+opRemFzvXNFv9rz7FrL
az/+6AUViWPYAY/UE9st37e8UkVa/J/ofeGWKM1gHmR6QUOliUhkxtO+f2vKJ0NT
l5yTz/JbblCkLLLECEImYSumBWSfbXAxsSjpbJNBHWZjg4ueJFBppIddI0yKVXFp
otgRxL4CWfyckCjTOpxj+FyExG9dlPum68aSAtBAzYUGyittSsEJQfz3tCYrwAMW
CtbJBL9XAgMBAAECggEAF6vSbDDPG2DD3l5Ua5El/tlvv+kxTU7/B3pvWA8GRxJB
NwL2xzi0bgd0eBLoKv7roJKJHxPx7pFqp4hwI5TRBBNZtN58xw+hNd5kJ4MOiCY0
S2XF4eFeXMBkXHEa1+L+tIsOBgeGTzj8JR6Z2b8lBi0PtcXx7Y+elzN1e0zS0Kvq
jMjh+tqUNPyiocAdmt1qVo3X9PBqg9dJOShezUn1g918sRJXRfbwXmvubfs3OssE
YqoV6ZEzemT3sPB8L+qF7pjc/6ylij68MyXwb3ybljWp2hpVDN1jwVbUCae63fjX
wrmtSPChbho4AGBJ50aJ4qwcnr4Yi5KCFDjVLaISUQKBgQDmZ9MG99tuNOjhAfOy
aAZ93DrQCWzJt8BAZjsWspIFyQvE9lAefZ0NfnxeeP6c+Nn1VMN0fDcPKIbBClYU
ud3bnydosBcUP1XOCQELOxC0DyDAhX6j+VOKi6B0AaSPolnVf9Epc2VTaW7I9D92
24tE0qj5v1pyYvrV82W2Tn33uwKBgQC8yqa9INaRJbCPry7pCENxwuuAoQrMH7Lb
Nf60REF9mL/1F3w53gzQzBy+irApANsr+A64FNqG2vH+9wjekfzUNK4ILFtQKFWJ
3WdSUo1e1KAjQPRE//fDid9piT5dv7m5/R3dtIQvi0foW6kXneea6RjHsk1F0qqp
KUr4CF73FQKBgEAXJVZM39b6FMVyO42m7hdYiWuRE5fQ60N+rHUV2xSM5h81vPee
TW+RfZrx4TFc75QUrgHbA53N0h4kd+lwAkyzKs0uHl1deMrFKmsrVOwhQSUMfTuz
gQ+K42khg9sIeCCxW0dCeC8Jpu1zM6wmScktKB/AoLIs4kVdXS+nCdc9AoGAAQi/
JxQR+NOTBwZ3pFEmRW5C6f5316xox2ihT418Klr22jnZtVtxCIfFtIl/84mMqc3/
DqUWmVyDrNjflJCKKQNs3KCZk3PVHB85XKsVGSrjAa5uaB5a1hhgP+y/ibXuJ4Wq
bzd47eW+bBhscbOsvB2AxD9GyxYfVzPhtEAffQ0CgYEApS8h6/O1jzPO5wePyP6b
zXXFSG7t4rl6/Kb8P79w9LseMSjS5/XGVU5gnU/IDCZ6mjOJRzLwOnXwThcno77a
aj+VaqPoGdnCDipOcvUmPbxe9Lv49tR8Blm1YYkW1Rna4deIVEPhifkEFAhmPEIv
qqxpiZMDl4J6bH4BqXyUKiU=
-----END PRIVATE KEY-----`;
const KEY_SET_URL = 'https://www.googleapis.com/oauth2/v3/certs';

export default function googlePubsubVectors() {
  const url = 'https://hub.example.com/api/webhooks/incoming/google-pubsub';
  const serviceAccountEmail = 'push@shop.iam.gserviceaccount.com';
  const jwk = createPublicKey(PRIVATE_KEY).export({ format: 'jwk' });
  const documents = { [KEY_SET_URL]: JSON.stringify({ keys: [{ ...jwk, kid: 'key-1', alg: 'RS256', use: 'sig' }] }) };
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (claims) => {
    const input = `${encode({ alg: 'RS256', kid: 'key-1', typ: 'JWT' })}.${encode({
      aud: url,
      email: serviceAccountEmail,
      email_verified: true,
      iss: 'https://accounts.google.com',
      sub: '113774264463038321964',
      iat: NOW_SECONDS,
      exp: NOW_SECONDS + 3_600,
      ...claims,
    })}`;
    return `${input}.${createSign('sha256').update(input).sign(PRIVATE_KEY, 'base64url')}`;
  };
  const one = (name, payload, expected, { claims = {}, headers = {} } = {}) =>
    vector({
      name,
      origin: 'own',
      by: 'cloud.google.com/pubsub/docs/authenticate-push-subscriptions',
      url,
      headers: {
        'content-type': JSON_TYPE,
        authorization: `Bearer ${token(claims)}`,
        from: 'noreply@google.com',
        ...headers,
      },
      body: JSON.stringify(payload),
      config: { audience: url, serviceAccountEmail },
      documents,
      expect: { events: [{ time: iso(NOW_SECONDS), ...expected }] },
    });
  const subscription = 'projects/shop/subscriptions/hub';
  const push = (message) => ({
    message: { messageId: '2070443601311540', publishTime: iso(NOW_SECONDS), ...message },
    subscription,
  });
  return [
    one('storage', push({ attributes: { eventType: 'OBJECT_FINALIZE', objectId: 'cup.jpg' } }), {
      id: '2070443601311540',
      type: 'google-pubsub.OBJECT_FINALIZE',
      subject: subscription,
    }),
    one(
      'exotic-characters',
      push({ data: Buffer.from('Zürich 🚀').toString('base64'), attributes: { a: '$& 100%' } }),
      {
        id: '2070443601311540',
        type: `google-pubsub.${subscription}`,
      },
      { claims: { iss: 'accounts.google.com' } },
    ),
    one(
      'unwrapped',
      { order: 6_735 },
      { id: '99', type: `google-pubsub.${subscription}`, subject: subscription },
      {
        headers: {
          'x-goog-pubsub-subscription-name': subscription,
          'x-goog-pubsub-message-id': '99',
          'x-goog-pubsub-publish-time': iso(NOW_SECONDS),
        },
      },
    ),
  ];
}
