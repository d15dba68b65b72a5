import { entraConfig, entraProof } from '../../scripts/entra-tools.mjs';
import { JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function azureAlertVectors() {
  const code = 'invented-azure-alert-code-0123456789abcdef';
  const by = 'learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema, with a secret in the URL';
  const url = `https://hub.example.com/api/webhooks/incoming/azure-alert?code=${code}`;
  const vm = '/subscriptions/s/resourcegroups/r/providers/microsoft.compute/virtualmachines/vm-1';
  const alertId = '/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/a-1';
  const one = (name, body, expected, more = {}) =>
    vector({
      name,
      origin: 'own',
      by,
      url,
      headers: { 'content-type': JSON_TYPE },
      body,
      config: { code },
      expect: { events: [expected] },
      ...more,
    });
  const common = (essentials, description = 'busy') =>
    JSON.stringify({
      schemaId: 'azureMonitorCommonAlertSchema',
      data: {
        essentials: {
          alertId,
          alertRule: 'busy',
          severity: 'Sev3',
          signalType: 'Metric',
          monitorCondition: 'Fired',
          monitoringService: 'Platform',
          alertTargetIDs: [vm],
          firedDateTime: '2025-10-09T08:53:20.000Z',
          description,
          ...essentials,
        },
        alertContext: { conditionType: 'SingleResourceMultipleMetricCriteria', condition: { allOf: [] } },
      },
    });
  const { authorization, documents } = entraProof('461e8683-5575-4561-ac7f-899cc907d62a');
  const context = {
    id: '/subscriptions/s/resourceGroups/r/providers/microsoft.insights/alertrules/busy',
    name: 'CPU is busy',
    conditionType: 'Metric',
    condition: { metricName: 'CPU percentage', metricValue: '92', threshold: '80', operator: 'GreaterThan' },
    timestamp: '2025-10-09T08:53:20.7037012Z',
    resourceId: vm,
  };
  const classicId = `${context.id}:Activated:${context.timestamp}`;
  return [
    one('fired', common({}), {
      id: `${alertId}:Fired`,
      type: 'azure-alert.Platform.Fired',
      subject: vm,
      time: '2025-10-09T08:53:20.000Z',
    }),
    one('resolved', common({ monitorCondition: 'Resolved', resolvedDateTime: '2025-10-09T09:03:20Z' }), {
      id: `${alertId}:Resolved`,
      type: 'azure-alert.Platform.Resolved',
      time: '2025-10-09T09:03:20.000Z',
    }),
    one('exotic-characters', common({ monitoringService: 'Log Alerts V2' }, 'Zürich 🚀 $& 100%'), {
      id: `${alertId}:Fired`,
      type: 'azure-alert.Log Alerts V2.Fired',
    }),
    one('classic', JSON.stringify({ status: 'Activated', context, properties: {} }), {
      id: classicId,
      type: 'azure-alert.CPU is busy',
      subject: vm,
      time: '2025-10-09T08:53:20.703Z',
    }),
    one(
      'metric-schema',
      JSON.stringify({ schemaId: 'AzureMonitorMetricAlert', data: { version: '2.0', status: 'Activated', context } }),
      { id: classicId, type: 'azure-alert.CPU is busy', subject: vm },
    ),
    one(
      'secure-webhook',
      common({}),
      { id: `${alertId}:Fired`, type: 'azure-alert.Platform.Fired' },
      {
        by: 'learn.microsoft.com/azure/azure-monitor/alerts/action-groups, authentication for secure webhook',
        url: 'https://hub.example.com/api/webhooks/incoming/azure-alert',
        headers: { 'content-type': JSON_TYPE, authorization },
        config: { code, ...entraConfig },
        documents,
        provedBy: 'published-key',
      },
    ),
  ];
}
