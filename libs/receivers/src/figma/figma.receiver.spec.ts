import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { figma } from './figma.receiver.js';

const body = '{"event_type":"FILE_UPDATE","file_key":"k","passcode":"invented-passcode"}';

describe('figma', () => {
  it('blots the passcode out of what handlers get', async () => {
    const request = inboundRequest({ headers: { 'content-type': 'application/json' }, body });
    const { events } = await inspectRequest(figma, { secrets: ['invented-passcode'], options: {} }, request, 0);
    expect(events[0]?.data).toEqual({ event_type: 'FILE_UPDATE', file_key: 'k', passcode: '[redacted]' });
  });
});
