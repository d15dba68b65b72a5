/** The messages that most steps are registered for. Custom actions have names of their own. */
export const dynamicsCrmEventNames: readonly string[] = [
  'Assign',
  'Associate',
  'Create',
  'Delete',
  'Disassociate',
  'GrantAccess',
  'Lose',
  'Merge',
  'Retrieve',
  'RetrieveMultiple',
  'RevokeAccess',
  'Send',
  'SetState',
  'SetStateDynamicEntity',
  'Update',
  'Win',
];
