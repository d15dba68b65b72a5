import { describe, expect, it } from '@jest/globals';
import type { EventName, EventOf, ProviderName } from '@kanca/core';
import './bitbucket/index.js';
import './discord/index.js';
import './fastcomments/index.js';
import './gitlab/index.js';
import './hubspot/index.js';
import './linear/index.js';
import './paddle/index.js';
import './paypal/index.js';
import './sendgrid/index.js';
import './shopify/index.js';
import './square/index.js';
import './twilio/index.js';
import './zendesk/index.js';

const known = <P extends ProviderName>(provider: P, ...names: readonly EventName<P>[]): readonly string[] => [
  provider,
  ...names,
];

/** Never called: the compiler is the test. Each line reads what the event has, and is refused what it has not. */
class Readers {
  shopify(order: EventOf<'shopify', 'orders/paid'>, gone: EventOf<'shopify', 'products/delete'>): unknown {
    // @ts-expect-error -- nothing but its id is left of it
    const title: unknown = gone.data.title;
    return [order.data.total_price, gone.data.id, title];
  }

  gitlab(note: EventOf<'gitlab', 'note'>, other: EventOf<'gitlab', 'project_create'>): unknown {
    // @ts-expect-error -- a field of a push
    const commits: unknown = note.data.commits;
    return [note.data.object_attributes.note, other.data['path_with_namespace'], commits];
  }

  fastcomments({ data }: EventOf<'fastcomments', 'comment.created'>): unknown {
    // @ts-expect-error -- no field of a comment
    const title: unknown = data.title;
    return [data.commentHTML, title];
  }

  bitbucket({ data }: EventOf<'bitbucket', 'pullrequest:changes_request_created'>): unknown {
    // @ts-expect-error -- a field of an approval
    const approval: unknown = data.approval;
    return [data.changes_request.user.display_name, approval];
  }

  twilio({ data }: EventOf<'twilio', 'message.delivered'>): readonly ['delivered', unknown] {
    // @ts-expect-error -- the status of another event
    const other: 'failed' = data.MessageStatus;
    return [data.MessageStatus, other];
  }

  sendgrid({ data }: EventOf<'sendgrid', 'bounce'>): string {
    // @ts-expect-error -- a field of a click
    const url: string = data.url;
    return data.reason + url;
  }

  discord({ data }: EventOf<'discord', 'QUEST_USER_ENROLLMENT'>): unknown {
    return data.event.timestamp;
  }

  linear({ data }: EventOf<'linear', 'Cycle.update'>): unknown {
    // @ts-expect-error -- what a cycle holds is not known here: it has to be looked at first
    const name: unknown = data.data.name;
    return [data.organizationId, name];
  }

  paypal({ data }: EventOf<'paypal', 'VAULT.PAYMENT-TOKEN.CREATED'>): unknown {
    // @ts-expect-error -- what the resource holds is not known here
    const amount: unknown = data.resource.amount;
    return [data.summary, amount];
  }

  paddle({ data }: EventOf<'paddle', 'transaction.paid'>): unknown {
    // @ts-expect-error -- a field of a subscription
    const next: unknown = data.data.next_billed_at;
    return [data.data.invoice_number, next];
  }

  square({ data }: EventOf<'square', 'payment.updated'>): unknown {
    // @ts-expect-error -- the object stands under the name of its own type
    const refund: unknown = data.data.object.refund;
    return [data.data.object.payment.amount_money.amount, refund];
  }

  zendesk({ data }: EventOf<'zendesk', 'zen:event-type:ticket.brand_changed'>): unknown {
    return [data.account_id, data.detail];
  }

  hubspot(merge: EventOf<'hubspot', 'ticket.merge'>, change: EventOf<'hubspot', 'company.propertyChange'>): unknown {
    // @ts-expect-error -- a field of a merge
    const merged: unknown = change.data.mergedObjectIds;
    return [merge.data.newObjectId, change.data.propertyValue, merged];
  }
}

describe('the types of events', () => {
  it('let every documented name through, and what it brings', () => {
    expect(known('shopify', 'orders/paid', 'customer.tags_added')).toHaveLength(3);
    expect(known('hubspot', 'line_item.associationChange', '*')).toHaveLength(3);
    expect(Readers).toBeDefined();
  });

  it('let no misspelt name through', () => {
    // @ts-expect-error -- a slash, not a dot
    expect(known('shopify', 'orders.paid')).toBeDefined();
    // @ts-expect-error -- no such event
    expect(known('gitlab', 'merge_requests')).toBeDefined();
    // @ts-expect-error -- no such event
    expect(known('fastcomments', 'comment.create')).toBeDefined();
    // @ts-expect-error -- a colon, not a dot
    expect(known('bitbucket', 'repo.push')).toBeDefined();
    // @ts-expect-error -- no such status
    expect(known('twilio', 'message.received.twice')).toBeDefined();
    // @ts-expect-error -- no such event
    expect(known('sendgrid', 'bounced')).toBeDefined();
    // @ts-expect-error -- capital letters
    expect(known('discord', 'application_command')).toBeDefined();
    // @ts-expect-error -- a small letter
    expect(known('linear', 'issue.create')).toBeDefined();
    // @ts-expect-error -- an underscore
    expect(known('paypal', 'PAYMENT.CAPTURE_COMPLETED')).toBeDefined();
    // @ts-expect-error -- no such event
    expect(known('paddle', 'transaction.payed')).toBeDefined();
    // @ts-expect-error -- no such event
    expect(known('square', 'payment.deleted')).toBeDefined();
    // @ts-expect-error -- without what stands before every name
    expect(known('zendesk', 'ticket.created')).toBeDefined();
    // @ts-expect-error -- conversations have no merges
    expect(known('hubspot', 'conversation.merge')).toBeDefined();
  });
});
