/** The service that raised an alert, in Azure's words. */
export type AzureMonitoringService =
  | 'Platform'
  | 'Application Insights'
  | 'Log Analytics'
  | 'Log Alerts V2'
  | 'Prometheus'
  | 'Activity Log - Administrative'
  | 'Activity Log - Autoscale'
  | 'Activity Log - Policy'
  | 'Activity Log - Recommendation'
  | 'Activity Log - Security'
  | 'Resource Health'
  | 'ServiceHealth';

export type AzureMonitorCondition = 'Fired' | 'Resolved';

/** What every alert of the common schema says. */
export interface AzureAlertEssentials<Service extends string, Condition extends string> {
  /** The alert, which is the same when it is fired and when it is resolved. */
  readonly alertId: string;
  readonly alertRule: string;
  readonly alertRuleID?: string;
  readonly severity: 'Sev0' | 'Sev1' | 'Sev2' | 'Sev3' | 'Sev4';
  readonly signalType: 'Metric' | 'Log' | 'Activity Log';
  readonly monitorCondition: Condition;
  readonly monitoringService: Service;
  /** The resources it is about. */
  readonly alertTargetIDs: readonly string[];
  readonly configurationItems?: readonly string[];
  readonly originAlertId: string;
  /** ISO 8601. */
  readonly firedDateTime: string;
  readonly resolvedDateTime?: string;
  readonly description?: string;
  readonly essentialsVersion: string;
  readonly alertContextVersion: string;
}

/** An alert of the common schema. */
export interface AzureAlert<Service extends string, Condition extends string, Context> {
  readonly schemaId: 'azureMonitorCommonAlertSchema';
  readonly data: {
    readonly essentials: AzureAlertEssentials<Service, Condition>;
    readonly alertContext: Context;
    readonly customProperties?: Readonly<Record<string, string>> | null;
  };
}

export interface AzureAlertDimension {
  readonly name: string;
  readonly value: string;
}

/** One condition of a metric alert. */
export interface AzureMetricCondition {
  readonly metricName: string;
  readonly metricNamespace: string | null;
  readonly operator: string;
  readonly threshold: string;
  readonly timeAggregation: string;
  readonly dimensions: readonly AzureAlertDimension[];
  readonly metricValue: number | null;
  readonly webTestName?: string | null;
}

export interface AzureMetricContext {
  readonly properties: Readonly<Record<string, string>> | null;
  readonly conditionType: string;
  readonly condition: {
    /** `PT5M`. */
    readonly windowSize: string;
    readonly allOf: readonly AzureMetricCondition[];
    readonly windowStartTime?: string;
    readonly windowEndTime?: string;
  };
}

/** One condition of a log search alert. */
export interface AzureLogCondition {
  readonly searchQuery: string;
  readonly metricMeasureColumn: string | null;
  readonly targetResourceTypes: string;
  readonly operator: string;
  readonly threshold: string;
  readonly timeAggregation: string;
  readonly dimensions: readonly AzureAlertDimension[];
  readonly metricValue: number;
  readonly linkToSearchResultsUI: string;
  readonly linkToFilteredSearchResultsUI?: string;
}

export interface AzureLogContext {
  readonly properties: Readonly<Record<string, string>> | null;
  readonly conditionType: string;
  readonly condition: {
    readonly windowSize: string;
    readonly allOf: readonly AzureLogCondition[];
    readonly windowStartTime: string;
    readonly windowEndTime: string;
  };
}

/** An entry of the activity log, which also tells of service health and resource health. */
export interface AzureActivityLogContext {
  readonly channels: string;
  readonly correlationId: string;
  readonly eventSource: string;
  /** ISO 8601. */
  readonly eventTimestamp: string;
  readonly eventDataId: string;
  readonly level: string;
  readonly operationName: string;
  readonly operationId: string;
  readonly status?: string;
  readonly subStatus?: string;
  readonly caller?: string;
  readonly properties?: unknown;
}

/** The alerts of old, before the common schema. Their type is the name of the alert rule, so it is not listed below. */
export interface AzureClassicAlert {
  readonly status: 'Activated' | 'Resolved';
  readonly context: {
    readonly id: string;
    readonly name: string;
    readonly description?: string;
    readonly conditionType: 'Metric' | 'Event' | 'Webtest';
    readonly condition: Readonly<Record<string, string>>;
    readonly subscriptionId: string;
    readonly resourceGroupName?: string;
    /** ISO 8601. */
    readonly timestamp: string;
    readonly resourceName: string;
    readonly resourceType: string;
    readonly resourceRegion?: string;
    readonly resourceId: string;
    readonly portalLink: string;
  };
  readonly properties?: Readonly<Record<string, string>> | null;
}

type AlertsOf<Service extends AzureMonitoringService, Context> = {
  readonly [Condition in AzureMonitorCondition as `${Service}.${Condition}`]: AzureAlert<Service, Condition, Context>;
};

/** The alerts that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface AzureAlertEvents
  extends
    AlertsOf<'Platform', AzureMetricContext>,
    AlertsOf<'Application Insights', unknown>,
    AlertsOf<'Log Analytics', unknown>,
    AlertsOf<'Log Alerts V2', AzureLogContext>,
    AlertsOf<'Prometheus', unknown>,
    AlertsOf<'Activity Log - Administrative', AzureActivityLogContext>,
    AlertsOf<'Activity Log - Autoscale', AzureActivityLogContext>,
    AlertsOf<'Activity Log - Policy', AzureActivityLogContext>,
    AlertsOf<'Activity Log - Recommendation', AzureActivityLogContext>,
    AlertsOf<'Activity Log - Security', AzureActivityLogContext>,
    AlertsOf<'Resource Health', AzureActivityLogContext>,
    AlertsOf<'ServiceHealth', AzureActivityLogContext> {}
