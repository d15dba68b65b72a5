#!/usr/bin/env node
// Writes docs/reference/providers.md from the built receivers and their vectors:
//   node libs/receivers/scripts/write-provider-reference.mjs          writes
//   node libs/receivers/scripts/write-provider-reference.mjs --check  says by its exit code whether it would change anything
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { catalogue } from '@kanca/receivers';

const TARGET = new URL('../../../docs/reference/providers.md', import.meta.url);

const ASSURANCE = {
  'signed-body': 'every byte of the body is signed',
  'signed-partial': 'a part of the request is signed, not all of the body',
  authenticated: 'the sender proves who it is; the body is not signed',
  'url-secret': 'the sender knows a secret URL; nothing is signed',
  none: 'nothing is proved',
};

const EVIDENCE = {
  'sdk-signed': "the vendor's own library",
  'sdk-verified': "the vendor's own verifier",
  published: 'a value that the vendor publishes',
  own: 'our own reading of the documentation',
};

/** Schemes that only one provider has, in words. */
const SCHEMES = {
  generic: 'HMAC or token, by its settings',
  body_signature_or: 'token, or HMAC of the body where the source names its header',
  named_header: 'token in a header that the source names',
  standard_webhooks: 'HMAC sha256 or ed25519',
  either_key: 'HMAC sha256 or ed25519',
};

const vectorsOf = (name) =>
  JSON.parse(readFileSync(new URL(`../src/${name}/${name}.vectors.json`, import.meta.url), 'utf8'));

const ORACLES = new URL('../../../test/oracles/sdks/', import.meta.url);

/** Providers whose own library signs and judges in `npm run test:oracles`. Read as text: hardly anybody has those libraries installed. */
const haveOracle = new Set(
  readdirSync(ORACLES).flatMap((file) => {
    const text = readFileSync(new URL(file, ORACLES), 'utf8');
    return [...text.matchAll(/^ {4}provider: '([\w-]+)'/gm)].map(([, name]) => name);
  }),
);

function evidenceOf(name) {
  const origins = new Set(vectorsOf(name).map(({ origin }) => origin));
  if (haveOracle.has(name)) origins.add('sdk-signed');
  return Object.keys(EVIDENCE)
    .filter((origin) => origins.has(origin))
    .map((origin) => EVIDENCE[origin])
    .join('; ');
}

function schemeOf(scheme) {
  switch (scheme.kind) {
    case 'hmac':
    case 'digest':
    case 'public_key':
      return `${scheme.kind === 'digest' ? 'hash ' : scheme.kind === 'hmac' ? 'HMAC ' : ''}${scheme.algorithm}`;
    case 'one_of':
      return [...new Set(scheme.schemes.map(schemeOf))].join(' or ');
    case 'when_option':
      return `${schemeOf(scheme.scheme)} (only with ${scheme.option})`;
    case 'token':
      return `token in ${scheme.at.where}`;
    case 'basic':
      return 'HTTP Basic';
    case 'jwt':
      return `JWT ${scheme.algorithms.join('/')}`;
    default:
      return SCHEMES[scheme.kind] ?? `its own scheme (${scheme.kind.replaceAll('_', ' ')})`;
  }
}

function unsignedOf(receiver) {
  const unsigned = receiver.unsignedOf({});
  return unsigned.length === 0 ? '' : `, but not the ${unsigned.join(' and the ')} of the event`;
}

/** Nobody but the provider can sign, so a test call has a key of its own. */
function signsWithOwnKey({ receiver: { secret, verify } }) {
  const keys = verify.newKeys();
  return secret === null || keys === null || keys.secret !== keys.signingKey;
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function rowOf({ receiver }) {
  const handshakes = [...new Set(receiver.handshakes.map(({ name }) => `\`${name}\``))].join(', ');
  return `| [${receiver.title}](#${receiver.name}) | \`${receiver.name}\` | ${cell(schemeOf(receiver.verify))} | ${receiver.assurance} | ${handshakes} | ${evidenceOf(receiver.name)} |`;
}

function sectionOf({ receiver }) {
  const settings = [
    ...(receiver.secret === null ? [] : [[receiver.secret.name, receiver.secret.help]]),
    ...receiver.options.map(({ name, help }) => [name, help]),
  ];
  const names = receiver.events.slice(0, 12).map((event) => `\`${receiver.name}.${event}\``);
  const more = receiver.events.length > names.length ? `, and ${receiver.events.length - names.length} more` : '';
  return [
    `<a id="${receiver.name}"></a>`,
    '',
    `### ${receiver.title}`,
    '',
    ...receiver.setup.map((step, index) => `${index + 1}. ${step}`),
    '',
    '| Setting | What it is |',
    '| --- | --- |',
    ...settings.map(([name, help]) => `| \`${name}\` | ${cell(help)} |`),
    '',
    `Proof: ${schemeOf(receiver.verify)}; ${ASSURANCE[receiver.assurance]}${unsignedOf(receiver)}. Tested with: ${evidenceOf(receiver.name)}. [How ${receiver.title} describes it](${receiver.docs}).`,
    '',
    `Events, such as: ${names.join(', ')}${more}.`,
    '',
  ];
}

const text = [
  '# Providers',
  '',
  '<!-- Written by libs/receivers/scripts/write-provider-reference.mjs from the receivers themselves. Do not edit. -->',
  '',
  `Kanca knows ${catalogue.length} providers. Each is one folder under \`libs/receivers/src\`; whatever is not here is received by \`generic\`, by its settings alone, or by [a receiver of your own](../guides/add-a-receiver.md).`,
  '',
  'The URL of a source is `/api/webhooks/incoming/<name>`, or `/api/webhooks/incoming/<name>/<id>` when there are several of one provider.',
  '',
  'What a verified request proves:',
  '',
  '| Assurance | |',
  '| --- | --- |',
  ...Object.entries(ASSURANCE).map(([name, meaning]) => `| ${name} | ${meaning} |`),
  '',
  'Some providers sign the body, and write the id or the type of the event into a header that they do not sign. Whoever has one genuine request can send it again with another id or type: the section of the provider says so, and so do `GET /api/v1/sources` (`unsigned`) and `kanca verify`. Act on what stands in the body, and let nobody read your requests on the way.',
  '',
  '`kanca trigger <name>` sends a signed sample to a source of any of them. ' +
    `${catalogue
      .filter(signsWithOwnKey)
      .map(({ receiver }) => receiver.title)
      .join(', ')} sign with a private key that nobody else has. ` +
    'For them the hub makes a key, and a certificate where one is needed, for that one call, and believes it in no other request; the answer has `"signedWith": "test-key"`. ' +
    'Such a call shows that the event reaches your handlers. It does not show that the provider’s own key will be found.',
  '',
  '| Provider | Name | Proof | Assurance | Handshakes | Tested with |',
  '| --- | --- | --- | --- | --- | --- |',
  ...catalogue.map(rowOf),
  '',
  '"Our own reading of the documentation" is what it says: the signature in the test was computed without Kanca, but by us.',
  '',
  ...catalogue.flatMap(sectionOf),
].join('\n');

const isCurrent = existsSync(TARGET) && readFileSync(TARGET, 'utf8') === text;
if (process.argv.includes('--check')) {
  if (!isCurrent)
    console.error('docs/reference/providers.md is stale: run node libs/receivers/scripts/write-provider-reference.mjs');
  process.exitCode = isCurrent ? 0 : 1;
} else if (!isCurrent) writeFileSync(TARGET, text);
