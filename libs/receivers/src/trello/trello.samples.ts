import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const member = { id: '4fc78a59a885233f4b349bd9', username: 'ada', fullName: 'Ada Lovelace', initials: 'AL' };
const board = { id: '4d5ea62fd76aa1136000000c', name: 'Engine', shortLink: 'YBK3Ip7l' };
const list = { id: '4d5ea62fd76aa1136000000d', name: 'To do' };
const card = { id: '51a79e72dbb7e23c7c003778', name: 'Carry the tens', shortLink: 'qqXXZAlf', idShort: 3 };

export const trelloSamples: Readonly<Record<string, Sample>> = {
  createCard: sampleOf('createCard', { board, list, card }),
  updateCard: sampleOf('updateCard', {
    board,
    card: { ...card, idList: '4d5ea62fd76aa1136000000e' },
    old: { idList: list.id },
    listBefore: list,
    listAfter: { id: '4d5ea62fd76aa1136000000e', name: 'Doing' },
  }),
  commentCard: sampleOf('commentCard', { board, list, card, text: 'And the hundreds?' }),
};

/** Trello writes id and time into the action. */
export function freshenTrello(sample: Sample, { id, now }: Freshness): Sample {
  const action = withFields(valueAt(sample.body, 'action'), { id, date: now.toISOString() });
  return { ...sample, body: withFields(sample.body, { action }) };
}

function sampleOf(type: string, data: object): Sample {
  return {
    body: {
      action: {
        id: '51f9424bcd6e040f3c002412',
        idMemberCreator: member.id,
        type,
        date: '2026-01-15T15:20:41.000Z',
        data,
        memberCreator: member,
      },
      model: { id: board.id, name: board.name, url: 'https://trello.com/b/YBK3Ip7l/engine' },
      webhook: {
        id: '5d4b2b1f8a7c6e5d4c3b2a19',
        description: 'Kanca',
        idModel: board.id,
        callbackURL: 'https://hooks.example.com/api/webhooks/incoming/trello',
        active: true,
      },
    },
  };
}
