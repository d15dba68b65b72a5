import { describe, expect, it } from '@jest/globals';
import type { EventName, EventOf } from '@kanca/core';
import './github.receiver.js';

const known = (names: readonly EventName<'github'>[]): readonly string[] => names;

/** Never called: the compiler is the test. */
class Readers {
  push({ data }: EventOf<'github', 'push'>): string {
    // @ts-expect-error -- a field of another event
    const title: unknown = data.issue;
    return `${data.after}${String(title)}`;
  }

  opened({ data }: EventOf<'github', 'issues.opened'>): readonly [string, 'opened', string | null] {
    // @ts-expect-error -- an action that this event does not have
    const closed: 'closed' = data.action;
    return [data.issue.title, data.action, closed];
  }

  anyAction({ data }: EventOf<'github', 'issues'>): boolean {
    // @ts-expect-error -- no action of issues
    return data.action === 'published' || data.action === 'typed';
  }

  subIssue({ data }: EventOf<'github', 'sub_issues.sub_issue_added'>): unknown {
    return [data.action, data.repository.full_name, data['parent_issue_id']];
  }

  installed({ data }: EventOf<'github', 'installation.created'>): readonly string[] {
    return (data.repositories ?? []).map(({ full_name: name }) => name);
  }

  dispatched({ data }: EventOf<'github', 'repository_dispatch.deploy'>): unknown {
    return data.client_payload?.['ref'];
  }
}

describe("the types of GitHub's events", () => {
  it('know every event that is documented, with its actions', () => {
    expect(
      known([
        'push',
        'check_run',
        'check_run.completed',
        'pull_request.synchronize',
        'secret_scanning_alert.validated',
        '*',
      ]),
    ).toBeDefined();
    expect(Readers).toBeDefined();
  });

  it('know no name that is misspelt', () => {
    // @ts-expect-error -- no such event
    expect(known(['pull_requests'])).toBeDefined();
    // @ts-expect-error -- no such action
    expect(known(['pull_request.synchronise'])).toBeDefined();
    // @ts-expect-error -- an action of another event
    expect(known(['push.opened'])).toBeDefined();
  });
});
