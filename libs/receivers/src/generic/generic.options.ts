import { compressedOption, repetitionOption, type OptionField } from '../kit/built-in.js';
import { toleranceOption } from '../kit/index.js';
import { PART_FORMS } from './part-of.js';
import { PLACE_FORMS } from './place-of.js';

export const DEFAULT_TOLERANCE_SECONDS = 300;
/** Short: nobody knows whether this sender says the same thing twice and means it. */
export const DEFAULT_REPETITION_SECONDS = 60;

const text = (name: string, label: string, help: string, choices?: readonly string[]): OptionField => ({
  kind: 'text',
  name,
  label,
  help,
  isRequired: false,
  ...(choices === undefined ? {} : { choices }),
});

/** Everything about a sender that other receivers know by themselves. With none of them set: HMAC-SHA256 of the body, in hex. */
export const genericOptions: readonly OptionField[] = [
  text('scheme', 'Scheme', 'How the sender proves itself (default: hmac). token and basic send the secret itself.', [
    'hmac',
    'token',
    'basic',
  ]),
  text('at', 'Where the signature or the token is', `${PLACE_FORMS} (default: header:x-signature).`),
  text('prefix', 'Prefix', 'What stands before the signature or the token, such as sha256= or Bearer.'),
  text('algorithm', 'Algorithm', 'Of the HMAC (default: sha256).', ['sha1', 'sha256', 'sha384', 'sha512']),
  text('encoding', 'Encoding of the signature', 'How its bytes are written (default: hex).', [
    'hex',
    'base64',
    'base64url',
  ]),
  {
    kind: 'list',
    name: 'signed',
    label: 'What is signed',
    help: `Its parts in order (default: the body alone): ${PART_FORMS}.`,
    isRequired: false,
  },
  text(
    'signatureKey',
    'Key of the signature',
    'Where the header is a list such as t=…,v1=…: the key of the signature, v1.',
  ),
  text('keyEncoding', 'Encoding of the secret', 'How the secret is written (default: utf8, the secret as it stands).', [
    'utf8',
    'hex',
    'base64',
  ]),
  text('keyPrefix', 'Prefix of the secret', 'What is no part of the key, such as whsec_.'),
  text(
    'timestamp',
    'Where the signed time is',
    'header:<name> or field:<name>. Set it only if it is among what is signed.',
  ),
  text('timestampUnit', 'Unit of the signed time', 'What it counts, or iso for a date (default: seconds).', [
    'seconds',
    'milliseconds',
    'iso',
  ]),
  toleranceOption(DEFAULT_TOLERANCE_SECONDS),
  text('username', 'User name', 'For basic: the user’s name; the secret is the password.'),
  compressedOption,
  text(
    'items',
    'Where the list of events is',
    'Where one request holds several: the dotted path of the list in the body, or . where the body is the list. eventType and eventId are read from each item then.',
  ),
  text('eventType', 'Where the name of the event is', `${PLACE_FORMS}. Without it every event is generic.received.`),
  text(
    'eventId',
    'Where the id of the delivery is',
    `${PLACE_FORMS}. It has to be one of its own for each notification: what has a known id is a duplicate. Without it, see repeatsWithinSeconds.`,
  ),
  repetitionOption(DEFAULT_REPETITION_SECONDS),
  text('challenge', 'Where a challenge is', 'query:<name>, answered to GET: the sender proves that the URL is yours.'),
];
