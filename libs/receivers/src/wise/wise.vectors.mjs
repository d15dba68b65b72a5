import { createPublicKey, createSign, createVerify } from 'node:crypto';
import { base64, JSON_TYPE, NOW_MS, vector } from '../../scripts/vector-tools.mjs';

// An invented key, made once with openssl. It has nothing to do with Wise.
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC1HmpG4lRiNsUu
52w9bla0/m23y8g0j+r2SeKyKC3xPPY0ReiAWmQnFXbKTGMRts1T8yw/xfUltww3
MZCqDYYy6SyeUfbko18ygHaRf+2fPbwllkQLUzar5hihjZLKYTxEOjL/CcP4egXy
e/oM4G+xDURNtpt9KAO+sYe9SMpZK/j2O7b2nEWXnB9eLuVkh4rE7Sl5SJCx2sGc
JYWJNrfSmFWAbg22YQTCjCDBpVO/GHwZPohzVGtEwwRBdW1tJ/s13YE++IYlL1E2
cTTPmQVEdNeFtwK81//rs1gBsuKI8LwV+GOQVcEZT4Yr9loewdXHvJ5ICFJzjOWg
EoKV5M/RAgMBAAECggEAFFHHuZEdx3D+mT8EYTX2S1L6CzM1EFSPFzd909/3G4fr
1Tx8k53Qe6QIUjTUroGUMpVnAvaaBLOvDqgkYzemNSL8yvxGFyuO/BL2emdgSMu7
xnm/w4d/7DQh0koYTFUxVjQzUXKOhltmPGiVSomJblMfNRrGAfoRxXyUTnOSpAM/
ExMkJsvrmD4+OKN4HvFWtWxpBZQx2icuZZqh/DPKaGn63bbXzMXnEbpstX/bq/n1
GKWc4yW9UEcMUmdtp1C4KOYkizFsIoWf68A061LuCyIv9wq9MF256GEtuCt2WAZr
4vCZdWRRkgM9Gb8QNKroHWiN6Q7iA/NTeV7/TX7zewKBgQDdYrMlODVjuFYpnNeI
QNAtOwPlQBeUJo2vAP/ndr4QzYckkboKMHfq4bQrKImicwy6903STukoZOK/YjAE
6TuOx+UUljhtWNFqiRKRL13YJeeTHgxVimhQYoEiEGQKibo8VtPR10pLY2h57rAS
FTEikrp6bumF+ueYDgRtBEmsYwKBgQDRb/oImPPY3bHYVowsgHAxIvMxCfzmqpEJ
LYVqlPowdQLfBCBd/m0jA3P2yNdoiHNnxLCuCbn8fTlLoOc5K/FQ/SHBaYEm2W6U
uENnzq8JvfDlTwsP+Ob/bB65/tiMfo0B9CdkncXF0MEBTpdApdwWuT3XilWML3sk
E/HkmO0nOwKBgQCv1vNfvrN5TzLwvmjbCk/PfS5s6mlP/QdQV0TrPf9dLUIII89W
xISbBUarePlJFISqBD/FqXO759XKGVz2qaHqmI81uNN81q0PJ2yd8LdjNUgoLBez
4clU/8h9m/M6A4bu4jBAXfXex0h2gMVMt5RdV5nSIUJObqmAtrGBPYSe7QKBgA0q
lPVlaC8CAOQwzK8fg+4S3GcA0b1Oi7+f9Ps2UmQpdvy+Laq7C/FfjjK9fY08xsSH
QPQv+Fk/JhLzEpYthQYqY6zdDRl8Ic+HpfUosShToIlJ5tAiPaNhEK1wr/xlGEg/
KRrSMFS3QurqHegahTOIgbLDJ42gjoU+G77bPk1xAoGBALw70d6PMKLHQ1tQhKm8
ks7DgU2tsZNxFXdo5fk9kMlwV262D0M1oCipCZZkdlUkfGT1niBsrr4qhDfb0bvg
lQA/UOkrctv86Z8Av8rmEoy4JDugMgs87wnElTZr14XNr2cYN9KBon+FlguCS+wh
BvzC18R+SDqg9ei5H+4wp6UY
-----END PRIVATE KEY-----`;

/** The key of the examples that Wise publishes. */
const PUBLISHED_KEY = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwpb91cEYuyJNQepZAVfP
ZIlPZfNUefH+n6w9SW3fykqKu938cR7WadQv87oF2VuT+fDt7kqeRziTmPSUhqPU
ys/V2Q1rlfJuXbE+Gga37t7zwd0egQ+KyOEHQOpcTwKmtZ81ieGHynAQzsn1We3j
wt760MsCPJ7GMT141ByQM+yW1Bx+4SG3IGjXWyqOWrcXsxAvIXkpUD/jK/L958Cg
nZEgz0BSEh0QxYLITnW1lLokSx/dTianWPFEhMC9BgijempgNXHNfcVirg1lPSyg
z7KqoKUN0oHqWLr2U1A+7kqrl6O2nx3CKs1bj1hToT1+p4kcMoHXA7kA+VBLUpEs
VwIDAQAB
-----END PUBLIC KEY-----`;
const PUBLISHED_BODY =
  '{"data":{"resource":{"id":49983981,"profile_id":16055450,"account_id":14124090,"type":"transfer"},"current_state":"incoming_payment_waiting","previous_state":null,"occurred_at":"2021-08-23T10:12:50Z"},"subscription_id":"90aa8e14-4ef1-4a56-861c-f3c9cde097ea","event_type":"transfers#state-change","schema_version":"2.0.0","sent_at":"2021-08-23T10:12:50Z"}';
const PUBLISHED_SIGNATURE =
  'wKcKCYXAzxNgiu7xmoDm943NUni7Rz33QN8JkEA9dWSGebgndonabgSj18Y4C08OrwVmueGsED2s00M7DtJVcYKOS1i3G4TMVx+mgM3aL9djMBkQtiYNBFUd6wrPI7ZUNHv/TrlKSjTMc+6JFvUvJ7owY3z85e3I4jLRLJowMFvO8kvCJ60+1pY9wDwZvtZ//WS93LrwGjk9Dvwzpmu0w+P4J75tETT5qC3Uv0y5G2yO8SEoO3yNP/tg/BOli02niHb53vEOUWUb9bly6thnfMoXoiV/osoGxgF20R58RlvkAmezyyl1Sv542TfS2DpiwVnmjjjkCyXeSUcKookYLQ==';

export default function wiseVectors() {
  const publicKey = createPublicKey(PRIVATE_KEY).export({ type: 'spki', format: 'pem' }).trim();
  const signed = (name, data, test = {}) => {
    const event_type = 'transfers#state-change';
    const sent_at = '2025-10-09T08:53:20Z';
    const body = JSON.stringify({ data, subscription_id: 's1', event_type, schema_version: '2.0.0', sent_at });
    const headers = {
      'content-type': JSON_TYPE,
      'x-delivery-id': 'd-1',
      'x-signature-sha256': createSign('RSA-SHA256').update(body).sign(PRIVATE_KEY, 'base64'),
      ...test,
    };
    const expected = { id: 'd-1', type: `wise.${event_type}`, subject: '7', time: '2025-10-09T08:53:20.000Z' };
    const by = 'docs.wise.com/guides/developer/webhooks/event-handling';
    return vector({ name, origin: 'own', by, headers, body, config: { publicKey }, expect: { events: [expected] } });
  };
  if (!createVerify('RSA-SHA256').update(PUBLISHED_BODY).verify(PUBLISHED_KEY, PUBLISHED_SIGNATURE, 'base64'))
    throw new Error('The published signature does not fit the published body.');
  return [
    signed('transfer', { resource: { id: 7, type: 'transfer' }, current_state: 'processing' }),
    signed('exotic-characters', { resource: { id: 7 }, note: 'Zürich 🚀 $& 100%' }),
    signed('test-notification', { resource: { id: 7 } }, { 'x-test-notification': 'true' }),
    {
      name: 'example',
      origin: 'published',
      by: 'github.com/transferwise/digital-signatures-examples',
      request: {
        method: 'POST',
        headers: {
          'content-type': JSON_TYPE,
          'x-delivery-id': 'd-2',
          'x-signature-sha256': PUBLISHED_SIGNATURE,
        },
        bodyBase64: base64(PUBLISHED_BODY),
      },
      config: { publicKey: PUBLISHED_KEY },
      nowMs: NOW_MS,
      expect: {
        events: [
          { id: 'd-2', type: 'wise.transfers#state-change', subject: '49983981', time: '2021-08-23T10:12:50.000Z' },
        ],
      },
    },
  ];
}
