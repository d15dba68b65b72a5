import { describe, expect, it } from '@jest/globals';
import { LargeBodyBudget } from './large-body-budget.js';

describe('LargeBodyBudget', () => {
  it('lets in what fits, and the rest in order when room is given back', async () => {
    const gate = new LargeBodyBudget(100);
    const order: string[] = [];
    const leaveFirst = await gate.enter('b', 60);
    const second = gate.enter('c', 60).then((leave) => {
      order.push('second');
      return leave;
    });
    const third = gate.enter('d', 40).then((leave) => {
      order.push('third');
      return leave;
    });
    await new Promise((resolve) => setImmediate(resolve));
    leaveFirst();
    await Promise.all([second, third]);
    expect(order[0]).toBe('second');
  });

  it('lets one in that is larger than the whole bound, alone', async () => {
    const gate = new LargeBodyBudget(100);
    const leave = await gate.enter('a', 500);
    let entered = false;
    const next = gate.enter('a', 1).then(() => {
      entered = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(entered).toBe(false);
    leave();
    await next;
  });

  it('keeps half of the room for other tenants', async () => {
    const gate = new LargeBodyBudget(100);
    const entered: string[] = [];
    const enter = (tenant: string, bytes: number): Promise<() => void> =>
      gate.enter(tenant, bytes).then((leave) => {
        entered.push(tenant);
        return leave;
      });
    const first = await enter('busy', 40);
    const second = enter('busy', 40);
    await enter('calm', 40);
    expect(entered).toEqual(['busy', 'calm']);
    first();
    await second;
    expect(entered).toEqual(['busy', 'calm', 'busy']);
  });
});
