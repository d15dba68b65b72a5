/** Data contract JSON: a dictionary is a list of pairs. */
export interface DynamicsPair {
  readonly key: string;
  readonly value: unknown;
}

export interface DynamicsReference {
  readonly __type?: string;
  readonly Id: string;
  readonly LogicalName: string;
  readonly Name?: string | null;
}

/** A row. */
export interface DynamicsEntity {
  readonly __type?: string;
  readonly Id: string;
  readonly LogicalName: string;
  readonly Attributes: readonly DynamicsPair[];
  readonly FormattedValues?: readonly DynamicsPair[];
}

/** What Dataverse calls a RemoteExecutionContext. */
export interface DynamicsCrmEvent<Name extends string> {
  readonly MessageName: Name;
  readonly PrimaryEntityName: string;
  readonly PrimaryEntityId: string;
  readonly BusinessUnitId: string;
  readonly CorrelationId: string;
  /** How deep in plug-ins that set each other off. */
  readonly Depth: number;
  readonly InitiatingUserId: string;
  readonly UserId: string;
  /**
   * `Target` and the like. Left out, with `x-ms-dynamics-msg-size-exceeded`, when the body would be larger than 256 KB: the row has to
   * be read through the API then.
   */
  readonly InputParameters: readonly DynamicsPair[];
  readonly OutputParameters: readonly DynamicsPair[];
  readonly PreEntityImages: readonly DynamicsPair[];
  readonly PostEntityImages: readonly DynamicsPair[];
  readonly SharedVariables: readonly DynamicsPair[];
  readonly IsExecutingOffline: boolean;
  readonly IsInTransaction: boolean;
  readonly IsolationMode: number;
  /** 0: synchronous, 1: asynchronous. */
  readonly Mode: number;
  /** `/Date(1760000000000+0000)/`. */
  readonly OperationCreatedOn: string;
  /** All zeros in a synchronous step. */
  readonly OperationId: string;
  readonly OrganizationId: string;
  readonly OrganizationName: string;
  /** The step that sends this. */
  readonly OwningExtension: DynamicsReference | null;
  readonly RequestId: string | null;
  readonly SecondaryEntityName: string;
  /** 10: pre-validation, 20: pre-operation, 40: post-operation. */
  readonly Stage: number;
}

type MessageName =
  | 'Create'
  | 'Update'
  | 'Delete'
  | 'Assign'
  | 'Associate'
  | 'Disassociate'
  | 'SetState'
  | 'SetStateDynamicEntity'
  | 'GrantAccess'
  | 'RevokeAccess'
  | 'Merge'
  | 'Retrieve'
  | 'RetrieveMultiple'
  | 'Send'
  | 'Win'
  | 'Lose';

/** The messages that are typed. Others, those of custom actions among them, arrive all the same, and are heard as `'*'`. */
export type DynamicsCrmEvents = { readonly [Name in MessageName]: DynamicsCrmEvent<Name> };
