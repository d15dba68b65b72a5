import type { Sample } from '../kit/index.js';

/** What Sentry is known to send. */
export const sentryEventNames = [
  'comment.created',
  'comment.deleted',
  'comment.updated',
  'error.created',
  'event_alert.triggered',
  'installation.created',
  'installation.deleted',
  'issue.archived',
  'issue.assigned',
  'issue.created',
  'issue.resolved',
  'issue.unresolved',
  'metric_alert.critical',
  'metric_alert.resolved',
  'metric_alert.warning',
] as const;

const INSTALLATION = { uuid: 'a8e5d37a-696c-4c54-adb5-b3f28d64c7de' };
const ACTOR = { type: 'application', id: 'sentry', name: 'Sentry' };

export const sentrySamples: Readonly<Record<string, Sample>> = {
  'issue.created': {
    headers: { 'sentry-hook-resource': 'issue' },
    body: {
      action: 'created',
      installation: INSTALLATION,
      data: {
        issue: {
          id: '1170820242',
          shortId: 'SHOP-1',
          title: 'ReferenceError: heck is not defined',
          culprit: 'cart(checkout)',
          level: 'error',
          status: 'unresolved',
          project: { id: '1', name: 'Shop', slug: 'shop' },
          firstSeen: '2025-10-09T08:53:19.000Z',
          lastSeen: '2025-10-09T08:53:19.000Z',
        },
      },
      actor: ACTOR,
    },
  },
  'event_alert.triggered': {
    headers: { 'sentry-hook-resource': 'event_alert' },
    body: {
      action: 'triggered',
      installation: INSTALLATION,
      data: {
        event: {
          event_id: 'e4874d664c3540c1a32eab185f12c5ab',
          issue_id: '1170820242',
          title: 'ReferenceError: heck is not defined',
          web_url: 'https://sentry.io/organizations/example/issues/1170820242/events/e4874d664c3540c1a32eab185f12c5ab/',
        },
        triggered_rule: 'Very important alert rule!',
      },
      actor: ACTOR,
    },
  },
};
