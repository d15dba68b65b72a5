import { describe, expect, it } from '@jest/globals';
import { json } from '../parse/json.js';
import { readActivities } from '../../x/x.read-activities.js';
import { MemberWriting } from './member-writing.js';

describe('a member of a batch', () => {
  it('is stored in the spelling of the provider', () => {
    const body = Buffer.from(
      String.raw`[{"order_id":9007199254740993, "price":10.00,"rate":1E+2,"name":"M\u00fcller"},{"n":-0}]`,
    );
    const payload = json.parse(body);
    const writing = new MemberWriting(payload, body);
    const stored = (payload.value as readonly unknown[]).map((event) => writing.bytesOf(event).toString());
    expect(stored).toEqual([
      String.raw`{"order_id":9007199254740993, "price":10.00,"rate":1E+2,"name":"M\u00fcller"}`,
      '{"n":-0}',
    ]);
  });

  it('keeps its digits where the receiver puts something around it', () => {
    const body = Buffer.from(
      '{"for_user_id":"1","favorite_events":[{"id":1524831183200260097},{"id":2 }],"users":{"1":{"id":1e400}}}',
    );
    const payload = json.parse(body);
    const writing = new MemberWriting(payload, body);
    const events = [...readActivities(payload.value)];
    expect(events.map(({ id }) => id)).toEqual(['1524831183200260097', '2']);
    expect(events.map(({ data }) => writing.bytesOf(data).toString())).toEqual([
      '{"for_user_id":"1","users":{"1":{"id":1e400}},"favorite_events":[{"id":1524831183200260097}]}',
      '{"for_user_id":"1","users":{"1":{"id":1e400}},"favorite_events":[{"id":2 }]}',
    ]);
  });
});
