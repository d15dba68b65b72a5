import type { Freshness, Sample } from '../kit/index.js';

const ACCOUNT = '17841405822304914';
const person = { sender: { id: '1234567890123456' }, recipient: { id: ACCOUNT } };

const comment = {
  id: '17865799348089039',
  text: 'How lovely!',
  from: { id: '232323232', username: 'ada' },
  media: { id: '123123123', media_product_type: 'FEED' },
};

export const instagramSamples: Readonly<Record<string, Sample>> = {
  comments: sampleOf({ changes: [{ field: 'comments', value: comment }] }),
  messages: sampleOf({
    messaging: [{ ...person, timestamp: 1_768_490_441_000, message: { mid: 'aWdfZAG1faXRlbToxOjE', text: 'Hello' } }],
  }),
  message_reactions: sampleOf({
    messaging: [
      {
        ...person,
        timestamp: 1_768_490_441_000,
        reaction: { mid: 'aWdfZAG1faXRlbToxOjE', action: 'react', reaction: 'love', emoji: '❤️' },
      },
    ],
  }),
};

/** The id stands deep inside: with the comment or the message, wherever the sample has one. */
export function freshenInstagram(sample: Sample, { id, now }: Freshness): Sample {
  const text = JSON.stringify(sample.body)
    .replaceAll(comment.id, `1786${id}`)
    .replaceAll('aWdfZAG1faXRlbToxOjE', `mid_${id}`)
    .replaceAll('1768490441000', String(now.getTime()))
    .replaceAll('1768490441', String(Math.floor(now.getTime() / 1_000)));
  return { ...sample, body: JSON.parse(text) as unknown };
}

function sampleOf(what: object): Sample {
  return { body: { object: 'instagram', entry: [{ id: ACCOUNT, time: 1_768_490_441, ...what }] } };
}
