import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const CONTACT = '75c4de2a-0000-4000-8000-000000000001';

function sampleOf(message: string, inputParameters: readonly object[]): Sample {
  return {
    headers: {
      'x-ms-dynamics-organization': 'shop.crm4.dynamics.com',
      'x-ms-dynamics-entity-name': 'contact',
      'x-ms-dynamics-request-name': message,
    },
    body: {
      BusinessUnitId: '0a4b1c2d-0000-4000-8000-000000000002',
      CorrelationId: '0a4b1c2d-0000-4000-8000-000000000003',
      Depth: 1,
      InitiatingUserId: '0a4b1c2d-0000-4000-8000-000000000004',
      InputParameters: inputParameters,
      IsExecutingOffline: false,
      IsInTransaction: false,
      IsolationMode: 1,
      MessageName: message,
      Mode: 1,
      OperationCreatedOn: '/Date(1760000000000+0000)/',
      OperationId: '0a4b1c2d-0000-4000-8000-000000000005',
      OrganizationId: '0a4b1c2d-0000-4000-8000-000000000006',
      OrganizationName: 'shop',
      OutputParameters: [],
      OwningExtension: {
        Id: '0a4b1c2d-0000-4000-8000-000000000007',
        LogicalName: 'sdkmessageprocessingstep',
        Name: `Kanca: ${message} of contact`,
      },
      PostEntityImages: [],
      PreEntityImages: [],
      PrimaryEntityId: CONTACT,
      PrimaryEntityName: 'contact',
      RequestId: '0a4b1c2d-0000-4000-8000-000000000008',
      SecondaryEntityName: 'none',
      SharedVariables: [],
      Stage: 40,
      UserId: '0a4b1c2d-0000-4000-8000-000000000004',
    },
  };
}

const target = (attributes: readonly object[]): object => ({
  key: 'Target',
  value: {
    __type: 'Entity:http://schemas.microsoft.com/xrm/2011/Contracts',
    Id: CONTACT,
    LogicalName: 'contact',
    Attributes: attributes,
    FormattedValues: [],
  },
});

export const dynamicsCrmSamples: Readonly<Record<string, Sample>> = {
  Create: sampleOf('Create', [
    target([
      { key: 'firstname', value: 'Ada' },
      { key: 'lastname', value: 'Lovelace' },
    ]),
  ]),
  Update: sampleOf('Update', [target([{ key: 'emailaddress1', value: 'ada@example.com' }])]),
  Delete: sampleOf('Delete', [
    {
      key: 'Target',
      value: {
        __type: 'EntityReference:http://schemas.microsoft.com/xrm/2011/Contracts',
        Id: CONTACT,
        LogicalName: 'contact',
      },
    },
  ]),
};

export function freshenDynamicsCrm(sample: Sample, { id, now }: Freshness): Sample {
  const OperationCreatedOn = `/Date(${String(now.getTime())}+0000)/`;
  return {
    ...sample,
    headers: { ...sample.headers, 'x-request-id': id },
    body: withFields(sample.body, { OperationId: id, OperationCreatedOn }),
  };
}
