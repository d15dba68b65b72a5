import { sign } from 'node:crypto';
import https from 'node:https';
import { Readable } from 'node:stream';
import SnsValidator from 'sns-validator';
import { JSON_HEADERS } from '../tools.mjs';

/** Invented, like the certificate: nothing else knows them. */
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQCgKKd8KdLuRmyt
R8me0Dxb+Xnps3x5VvtYrnFfVRWTjNY+7fQ86dqEjreBgy0/Igj5EdygZgT5Vjnr
ApnDm7MDacJ/Kkqka8B/yN7STvAvWJNxWVu40/yiqywvZqkqjMpiv06gZUdQc/e9
968hi8xhg2TI73hpBzqACCjBe/55dzDPGFEK3enjdE5Vi/syGifFXaDAAFUwXlLW
pvs002YkfkoFuTTn4+gdSKpxacrjEYsFpuB3YZrGYp0PRKjBkq5qvZtvWn9g6/tB
oBMDgLny+koyheJ/xMGzGXyGhjsPQ3gDEYC45/Li2kXJCLlOwX0kudA2mIEdHm6V
t6cZ4+gzAgMBAAECggEAGC169zoDHzhfcJs9Oy3ZZtMXDeosGM9CO2V+NPONwcwJ
jc9zRvzQoaE/35vTaUv0idEh+s7b4l4beThXyRlIoXPGSlcylHa1xTSoOpxzEtqu
y3Y/a/wIj/ACSBeZ4xQE+3pA3uLbLLCNDk8FT62giXoB7XmFNmnCcZCJwoe651AT
REAVYj3As1ehchFMWPgQi/voqNH67oS9rC3CRnfQJ7Izqq/D4TLLzlk67RPlJKAp
aA5umbGrRPtoG97Z5+q6bO9uo39jOKHYrW81vMHpDBQnr02GR8ymaF3ueIh9KxPs
BUMMtdGU2gyZ+Kg3K7JDhTS3qjCEW9UycVw2vX65WQKBgQDVb7OpxbityFTd5nB3
u49t9SS7HqpR3oPyB888oJtSiUYGHSnunbFOEEZyeIsAwFyV3+j5JiaV/IiBsh89
FnpLauxWTUbIg+lsRst63/ukpNiko2phICQJuLH/xFQpUCejWTD+wnoBixEhlzI3
dc2uY1ZTQ/wJrhstQifqSBFUewKBgQDAGQqXCadqk3YnWzPt6INdI4RSEZ6TEk+k
LVeVe5H9s9F3FIzGnuWVP0VicF5JKIIPPL/XFw4mwls/4Us0Z3P6NkAbLXzKE07i
KZp8eoXMw2hBHHKF1CW2uQVVIYxRcAE3E5pO1fykYrTXakfYwLwKSHCmLs5XKGJG
rmF03f95qQKBgQDFwv5BrEZ2H00jXkWPa2Z2h9JE3yEJQpgXRk0q69V/IFqVh6g2
xD5pCoN7xV1mkNY4uINxd3wBNUB2i8iOHamq/6OEQ432dONvxBj9/VN5NpTV1+TV
oaZCq7OiPROORAq2PAo9w4ywqV5yNVn+MVUm5Dw0YqXBgmUEBmxdk/EayQKBgQCg
Wob3i6yAD7ZapgxUNXqq3gIPy/t2Q5vNrbfl5W/5uwhIghP9nRiCnH1b7fcW1MS0
2X4+m1VJz4YCbhusFAvBO1YKGc+Ik9OOgTIfZNuaEShO6eNDidMtk4c7CDUsqfWp
tyhhVMl/o5HYHDT7X+/YGZ5Hatz97o0S+XAK8WHYeQKBgQC+8BZTXhchI4QKVKPE
ZNqbkgv99nvqSXVmNFJp4eQ6nRTOSC5wyexjaNx/8+cP9zHrUWQoqWDkCZ22NTfI
TDUSfZCWTRbCgBrs4Uq5ikuWapDMRt72B6nMQ0NSafpQ0+nTbKufcbEpb12v/F2A
9ZaPWW9QqInA+Imx8Gh0c1qZFw==
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDGzCCAgOgAwIBAgIUF7N40x+A/ZYxPoq36ewxRbpCLfcwDQYJKoZIhvcNAQEL
BQAwHDEaMBgGA1UEAwwRc25zLmFtYXpvbmF3cy5jb20wIBcNMjYxMTIyMDcwNjIx
WhgPMjEyNjEwMjkwNzA2MjFaMBwxGjAYBgNVBAMMEXNucy5hbWF6b25hd3MuY29t
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAoCinfCnS7kZsrUfJntA8
W/l56bN8eVb7WK5xX1UVk4zWPu30POnahI63gYMtPyII+RHcoGYE+VY56wKZw5uz
A2nCfypKpGvAf8je0k7wL1iTcVlbuNP8oqssL2apKozKYr9OoGVHUHP3vfevIYvM
YYNkyO94aQc6gAgowXv+eXcwzxhRCt3p43ROVYv7MhonxV2gwABVMF5S1qb7NNNm
JH5KBbk05+PoHUiqcWnK4xGLBabgd2GaxmKdD0SowZKuar2bb1p/YOv7QaATA4C5
8vpKMoXif8TBsxl8hoY7D0N4AxGAuOfy4tpFyQi5TsF9JLnQNpiBHR5ulbenGePo
MwIDAQABo1MwUTAdBgNVHQ4EFgQU2pJzlhGgIa5SitzyolqmrApZvg8wHwYDVR0j
BBgwFoAU2pJzlhGgIa5SitzyolqmrApZvg8wDwYDVR0TAQH/BAUwAwEB/zANBgkq
hkiG9w0BAQsFAAOCAQEASnMM/ZbJQiEmCKvUVbzlXoZbYGT4hn6Y+z3Syepd5ZvI
1bUnzamlrviurocDZS6ht6d2S691bsw9fTfrti/gRc+HK4pEVcBWZS5ihtlBQDtk
wf3I9vVtUPtvA+ZiiNP7sFrZ8vx4i9Efs8jQgGe4pCRpchu45sRRBPKZcVpMzlJa
3O1tiQLUnj6B+hWg/x//EIorCSr0hoDk6SjuEDfVYiz6K1SAU9GwC/TaWyz1noKf
IjRGVZ3Lp0dExWqN6DrdELthk8cgfKDO2Qi0uVubCVLhRSLXYRKO8aPRrfceoMff
fr/DOTFBjZtmDHkQAs9XA7zrj9twIRyve6260rmtfw==
-----END CERTIFICATE-----`;
const CERTIFICATE_URL = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-invented.pem';
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:invented';
const validator = new SnsValidator();

/** Its library fetches the certificate by itself: here it is given one, and nothing leaves the machine. */
async function judgeSns({ body }) {
  const fetching = https.get;
  https.get = (url, answer) => {
    answer(Object.assign(Readable.from(url === CERTIFICATE_URL ? [CERTIFICATE] : []), { statusCode: 200 }));
    return { on: () => undefined };
  };
  try {
    return await new Promise((resolve) => {
      validator.validate(body.toString(), (error) => resolve(error === null));
    });
  } catch {
    return false;
  } finally {
    https.get = fetching;
  }
}

/** Those who sign with a certificate that they publish. @type {import('../oracles.mjs').Oracle[]} */
export const oracles = [
  {
    provider: 'aws-sns',
    config: { topicArn: TOPIC },
    documents: { [CERTIFICATE_URL]: CERTIFICATE },
    // The payload is one of the fields that are signed, line by line.
    request: (text, now) => {
      const signed = {
        Message: text,
        MessageId: 'm-1',
        Timestamp: new Date(now).toISOString(),
        TopicArn: TOPIC,
        Type: 'Notification',
      };
      const lines = Object.entries(signed).map(([name, value]) => `${name}\n${value}\n`);
      const message = {
        ...signed,
        SignatureVersion: '2',
        Signature: sign('sha256', Buffer.from(lines.join('')), PRIVATE_KEY).toString('base64'),
        SigningCertURL: CERTIFICATE_URL,
      };
      return { headers: JSON_HEADERS, body: Buffer.from(JSON.stringify(message)) };
    },
    judge: judgeSns,
    proofs: [],
    // It takes several texts of base64 for the same bytes.
    isLenient: true,
    // A message is never empty; and the proof stands inside the body.
    except: ['empty', 'large'],
  },
];
