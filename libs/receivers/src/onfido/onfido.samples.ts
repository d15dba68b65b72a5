import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Onfido is known to send. */
export const onfidoEventNames = [
  'audit_log.created',
  'check.completed',
  'check.form_completed',
  'check.form_opened',
  'check.reopened',
  'check.started',
  'check.withdrawn',
  'report.awaiting_approval',
  'report.cancelled',
  'report.completed',
  'report.resumed',
  'report.withdrawn',
  'watchlist_monitor.matches_updated',
  'workflow_run.completed',
  'workflow_task.completed',
  'workflow_task.started',
] as const;

function sampleOf(resource: string, action: string): Sample {
  return {
    body: {
      payload: {
        resource_type: resource,
        action,
        object: {
          id: '4e5dc5b4-0000-4000-8000-000000000001',
          status: 'complete',
          completed_at_iso8601: '2026-01-15T08:53:20Z',
          href: `https://api.eu.onfido.com/v3.6/${resource}s/4e5dc5b4-0000-4000-8000-000000000001`,
        },
      },
    },
  };
}

export const onfidoSamples: Readonly<Record<string, Sample>> = {
  'check.completed': sampleOf('check', 'check.completed'),
  'workflow_run.completed': sampleOf('workflow_run', 'workflow_run.completed'),
};

export function freshenOnfido(sample: Sample, { id, now }: Freshness): Sample {
  const payload = valueAt(sample.body, 'payload');
  const object = withFields(valueAt(payload, 'object'), { id, completed_at_iso8601: now.toISOString() });
  return { ...sample, body: withFields(sample.body, { payload: withFields(payload, { object }) }) };
}
