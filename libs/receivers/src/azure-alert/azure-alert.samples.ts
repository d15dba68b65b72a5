import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const VM =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/shop/providers/microsoft.compute/virtualmachines/web-1';

function sampleOf(essentials: object, alertContext: object): Sample {
  return {
    body: {
      schemaId: 'azureMonitorCommonAlertSchema',
      data: {
        essentials: {
          alertId:
            '/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.AlertsManagement/alerts/b9569717-bc32-442f-add5-83a997729330',
          alertRule: 'web-1 is busy',
          severity: 'Sev3',
          signalType: 'Metric',
          monitorCondition: 'Fired',
          monitoringService: 'Platform',
          alertTargetIDs: [VM],
          configurationItems: ['web-1'],
          originAlertId: '3f2d4487-b0fc-4125-8bd5-7ad17384221e',
          firedDateTime: '2026-01-15T08:53:20.000Z',
          description: 'More than 80 % for five minutes',
          essentialsVersion: '1.0',
          alertContextVersion: '1.0',
          ...essentials,
        },
        alertContext,
        customProperties: null,
      },
    },
  };
}

const metric = {
  properties: null,
  conditionType: 'SingleResourceMultipleMetricCriteria',
  condition: {
    windowSize: 'PT5M',
    allOf: [
      {
        metricName: 'Percentage CPU',
        metricNamespace: 'Microsoft.Compute/virtualMachines',
        operator: 'GreaterThan',
        threshold: '80',
        timeAggregation: 'Average',
        dimensions: [{ name: 'ResourceId', value: '3efad9dc-3d50-4eac-9c87-8b3fd6f97e4e' }],
        metricValue: 91.4,
      },
    ],
  },
};

export const azureAlertSamples: Readonly<Record<string, Sample>> = {
  'Platform.Fired': sampleOf({}, metric),
  'Platform.Resolved': sampleOf({ monitorCondition: 'Resolved', resolvedDateTime: '2026-01-15T09:03:20.000Z' }, metric),
  'Activity Log - Administrative.Fired': sampleOf(
    {
      alertRule: 'A virtual machine was deleted',
      severity: 'Sev4',
      signalType: 'Activity Log',
      monitoringService: 'Activity Log - Administrative',
    },
    {
      channels: 'Operation',
      correlationId: '33333333-4444-5555-6666-777777777777',
      eventSource: 'Administrative',
      eventTimestamp: '2026-01-15T08:53:20.000Z',
      eventDataId: '88888888-9999-0000-1111-222222222222',
      level: 'Informational',
      operationName: 'Microsoft.Compute/virtualMachines/delete',
      operationId: '33333333-4444-5555-6666-777777777777',
      status: 'Succeeded',
      caller: 'ada@example.com',
    },
  ),
};

/** Each sample is an alert of its own, that happens now. */
export function freshenAzureAlert(sample: Sample, { id, now }: Freshness): Sample {
  const data = valueAt(sample.body, 'data');
  const alertId = `/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.AlertsManagement/alerts/${id}`;
  const essentials = withFields(valueAt(data, 'essentials'), { alertId, firedDateTime: now.toISOString() });
  return { ...sample, body: withFields(sample.body, { data: withFields(data, { essentials }) }) };
}
