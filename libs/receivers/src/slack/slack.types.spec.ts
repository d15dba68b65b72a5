import { describe, expect, it } from '@jest/globals';
import type { EventName, EventOf } from '@kanca/core';
import './slack.receiver.js';

const known = (names: readonly EventName<'slack'>[]): readonly string[] => names;

/** Never called: the compiler is the test. */
class Readers {
  mention({ data }: EventOf<'slack', 'app_mention'>): string {
    // @ts-expect-error -- a field of another event
    const reaction: unknown = data.event.reaction;
    return `${data.event.text}${String(reaction)}`;
  }

  command({ data }: EventOf<'slack', 'slash_command:/deploy'>): string {
    return data.command + data.text;
  }

  untyped({ data }: EventOf<'slack', 'subteam_created'>): readonly ['subteam_created', unknown] {
    return [data.event.type, data.event['subteam']];
  }

  submitted({ data }: EventOf<'slack', 'view_submission'>): string {
    // @ts-expect-error -- an interaction has no envelope
    const inner: unknown = data.event;
    return data.view.callback_id + String(inner);
  }
}

describe("the types of Slack's events", () => {
  it('know every event that is documented, and each slash command', () => {
    expect(known(['message', 'agent_session_stopped', 'slash_command:/anything', 'block_suggestion'])).toBeDefined();
    expect(Readers).toBeDefined();
  });

  it('know no name that is misspelt', () => {
    // @ts-expect-error -- no such event
    expect(known(['app_mentions'])).toBeDefined();
    // @ts-expect-error -- a command begins with a slash
    expect(known(['slash_command:deploy'])).toBeDefined();
  });
});
