import type { Freshness, Sample } from '../kit/index.js';

const PAGE = '682498171943165';
const MESSAGE = 'm_AG5Hz2Uq7tuwNEhXfYYKj8mJEM';
const POST = '682498171943165_1043';
const person = { sender: { id: '5678901234567890' }, recipient: { id: PAGE }, timestamp: 1_768_490_441_000 };

export const facebookSamples: Readonly<Record<string, Sample>> = {
  'page.feed': sampleOf({
    changes: [
      {
        field: 'feed',
        value: {
          item: 'status',
          verb: 'add',
          from: { id: PAGE, name: 'The Analytical Engine' },
          post_id: POST,
          message: 'It carries the tens.',
          published: 1,
          created_time: 1_768_490_441,
        },
      },
    ],
  }),
  'page.messages': sampleOf({ messaging: [{ ...person, message: { mid: MESSAGE, text: 'Hello' } }] }),
  'page.messaging_postbacks': sampleOf({
    messaging: [{ ...person, postback: { mid: MESSAGE, title: 'Get started', payload: 'START' } }],
  }),
};

/** The id stands deep inside: with the post or the message. */
export function freshenFacebook(sample: Sample, { id, now }: Freshness): Sample {
  const text = JSON.stringify(sample.body)
    .replaceAll(MESSAGE, `m_${id}`)
    .replaceAll(POST, `${PAGE}_${id}`)
    .replaceAll('1768490441000', String(now.getTime()))
    .replaceAll('1768490441', String(Math.floor(now.getTime() / 1_000)));
  return { ...sample, body: JSON.parse(text) as unknown };
}

function sampleOf(what: object): Sample {
  return { body: { object: 'page', entry: [{ id: PAGE, time: 1_768_490_441, ...what }] } };
}
