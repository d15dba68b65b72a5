/** That a record of a company changed. It holds no data: ask the API for the record. */
export interface QuickbooksChange<Name extends string, Operation extends string> {
  /** The company. */
  readonly realmId: string;
  readonly name: Name;
  readonly id: string;
  readonly operation: Operation;
  /** ISO 8601. */
  readonly lastUpdated: string;
  /** The record that this one was merged into. */
  readonly deletedId?: string;
}

type Operation = 'Create' | 'Update' | 'Delete' | 'Merge' | 'Void' | 'Emailed';
type Entity = 'Customer' | 'Vendor' | 'Invoice' | 'Payment' | 'Item' | 'Bill' | 'Estimate' | 'Account';

/** The events that have types. Further events, CloudEvents among them, are known by name only; one newer than this list reaches handlers of `'*'`. */
export type QuickbooksEvents = {
  readonly [Key in `${Entity}.${Operation}`]: Key extends `${infer Name}.${infer Op}`
    ? QuickbooksChange<Name, Op>
    : never;
};
