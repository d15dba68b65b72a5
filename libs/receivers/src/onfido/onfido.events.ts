/** What every event says; the thing itself is read through the API. */
export interface OnfidoEvent<Resource extends string, Action extends string> {
  readonly payload: {
    readonly resource_type: Resource;
    readonly action: Action;
    readonly object: {
      readonly id: string;
      readonly status: string;
      /** ISO 8601. */
      readonly completed_at_iso8601?: string;
      readonly started_at_iso8601?: string;
      readonly href: string;
    };
    readonly resource?: Readonly<Record<string, unknown>>;
  };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface OnfidoEvents {
  readonly 'check.started': OnfidoEvent<'check', 'check.started'>;
  readonly 'check.completed': OnfidoEvent<'check', 'check.completed'>;
  readonly 'check.withdrawn': OnfidoEvent<'check', 'check.withdrawn'>;
  readonly 'report.completed': OnfidoEvent<'report', 'report.completed'>;
  readonly 'report.withdrawn': OnfidoEvent<'report', 'report.withdrawn'>;
  readonly 'workflow_run.completed': OnfidoEvent<'workflow_run', 'workflow_run.completed'>;
  readonly 'workflow_task.started': OnfidoEvent<'workflow_task', 'workflow_task.started'>;
  readonly 'workflow_task.completed': OnfidoEvent<'workflow_task', 'workflow_task.completed'>;
}
