import type { Sample } from '../kit/index.js';

/** What PagerDuty is known to send. */
export const pagerdutyEventNames = [
  'incident.acknowledged',
  'incident.annotated',
  'incident.conference_bridge.updated',
  'incident.custom_field_values.updated',
  'incident.delegated',
  'incident.escalated',
  'incident.incident_type.changed',
  'incident.priority_updated',
  'incident.reassigned',
  'incident.reopened',
  'incident.resolved',
  'incident.responder.added',
  'incident.responder.replied',
  'incident.role.assigned',
  'incident.service_updated',
  'incident.status_update_published',
  'incident.triggered',
  'incident.unacknowledged',
  'incident.workflow.completed',
  'incident.workflow.started',
  'pagey.ping',
  'service.created',
  'service.deleted',
  'service.updated',
] as const;

function eventOf(event_type: string, resource_type: string, data: object): Sample {
  return {
    body: {
      event: {
        id: '5ac64822-4adc-4fda-ade0-410becf0de4f',
        event_type,
        resource_type,
        occurred_at: '2025-10-09T08:53:20.000Z',
        agent: null,
        client: null,
        data,
      },
    },
  };
}

export const pagerdutySamples: Readonly<Record<string, Sample>> = {
  'incident.triggered': eventOf('incident.triggered', 'incident', {
    id: 'PGR0VU2',
    type: 'incident',
    number: 2,
    title: 'The engine is on fire',
    status: 'triggered',
    urgency: 'high',
    priority: null,
    service: { id: 'PF9KMXH', type: 'service_reference', summary: 'Shop', html_url: null },
    assignees: [],
    html_url: 'https://example.pagerduty.com/incidents/PGR0VU2',
    incident_key: 'd3640fbd41094207a1c11e58e46b1662',
    created_at: '2025-10-09T08:53:20Z',
  }),
  'pagey.ping': eventOf('pagey.ping', 'pagey', { message: 'Hello from your friend Pagey!', type: 'ping' }),
};
