import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../kit/index.js';
import { whatsapp } from './whatsapp.receiver.js';

describe('whatsapp', () => {
  it('tells apart the states that one message goes through', () => {
    const stateOf = (status: string) => ({ field: 'messages', value: { statuses: [{ id: 'wamid.1', status }] } });
    const changes = ['sent', 'delivered', 'read'].map(stateOf);
    const events = whatsapp.read(inboundRequest({}), { entry: [{ id: '1', changes }] }, {});
    expect(events).toMatchObject([{ id: 'wamid.1:sent' }, { id: 'wamid.1:delivered' }, { id: 'wamid.1:read' }]);
  });

  it('makes one event of a request without entries', () => {
    expect(whatsapp.read(inboundRequest({}), {}, {})).toMatchObject({ type: undefined });
  });
});
