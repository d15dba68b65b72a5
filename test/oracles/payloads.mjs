import { randomBytes, randomInt } from 'node:crypto';

const word = () => randomBytes(6).toString('hex');

/** Bodies that are made anew each time, in every shape that has ever broken a verifier. @returns texts by what they are */
export function freshPayloads() {
  const plain = { id: word(), type: `${word()}.made`, amount: randomInt(1_000_000), nested: { list: [1, null, true] } };
  return {
    plain: JSON.stringify(plain),
    unicode: JSON.stringify({ ...plain, note: `Zürich çanta ${word()} \u2028 \u0000` }),
    emoji: JSON.stringify({ ...plain, note: '🚀👩‍👩‍👧'.repeat(randomInt(1, 50)) }),
    escaped: `{"note":"\\u00fc\\/ ${word()}","id":"${word()}"}`,
    templates: JSON.stringify({ note: `$& $1 $$ \${x} %s ${word()}` }),
    floats: `{"a":1.0,"b":1e21,"c":0.1,"d":-0,"e":${randomInt(1e9)}.50,"id":"${word()}"}`,
    'large numbers': `{"id":9007199254740993${randomInt(10)},"type":"x"}`,
    'duplicate keys': `{"a":1,"a":${randomInt(1e6)},"id":"${word()}"}`,
    'line breaks': `{\r\n  "id": "${word()}",\r\n  "a": 1\r\n}\r\n`,
    indented: JSON.stringify(plain, null, 2),
    empty: '',
    large: JSON.stringify({ filler: randomBytes(2_500_000).toString('hex') }),
  };
}

/** A request with one thing changed: a bit of its body, or a character of one of its headers. */
export function mutated(request, { proofs, isBodyFree = false }) {
  const pick = randomInt(proofs.length + (isBodyFree ? 0 : 1));
  if (pick === proofs.length) {
    const body = Buffer.from(request.body);
    const at = randomInt(body.length);
    body[at] ^= 1 << randomInt(7);
    return { ...request, body };
  }
  const name = proofs[pick];
  const value = request.headers[name];
  const at = randomInt(value.length);
  const changed = value.slice(0, at) + '0123456789abcdefXYZ+/=,'[randomInt(23)] + value.slice(at + 1);
  return { ...request, headers: { ...request.headers, [name]: changed } };
}
