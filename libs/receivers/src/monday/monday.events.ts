export interface MondayEvent<Type extends string> {
  readonly event: {
    readonly type: Type;
    readonly app?: string;
    readonly userId: number;
    readonly originalTriggerUuid: string | null;
    readonly triggerUuid: string;
    /** ISO 8601. */
    readonly triggerTime: string;
    readonly subscriptionId: number;
    readonly boardId: number;
  };
}

export interface MondayItemEvent<Type extends string> extends MondayEvent<Type> {
  readonly event: MondayEvent<Type>['event'] & {
    readonly pulseId: number;
    readonly pulseName?: string;
    readonly groupId?: string;
    readonly columnValues?: Readonly<Record<string, unknown>>;
  };
}

export interface MondayColumnEvent<Type extends string> extends MondayItemEvent<Type> {
  readonly event: MondayItemEvent<Type>['event'] & {
    readonly columnId: string;
    readonly columnType: string;
    readonly columnTitle: string;
    readonly value: unknown;
    readonly previousValue: unknown;
  };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface MondayEvents {
  readonly create_pulse: MondayItemEvent<'create_pulse'>;
  readonly update_column_value: MondayColumnEvent<'update_column_value'>;
  readonly update_name: MondayItemEvent<'update_name'>;
  readonly create_update: MondayItemEvent<'create_update'>;
}
