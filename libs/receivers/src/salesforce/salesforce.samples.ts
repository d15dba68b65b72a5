import type { Freshness, Sample } from '../kit/index.js';

const ACTION = '04kxx0000004CAeAAM';
const NOTIFICATION = '04lxx000000CaZhAAK';

/** Events are named by the id of the outbound message, which every organisation has its own of. */
export const salesforceEventNames: readonly string[] = [ACTION];

export const salesforceSamples: Readonly<Record<string, Sample>> = {
  [ACTION]: {
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
    body: `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <soapenv:Body>
    <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
      <OrganizationId>00Dxx0000001gEREAY</OrganizationId>
      <ActionId>${ACTION}</ActionId>
      <SessionId xsi:nil="true"/>
      <EnterpriseUrl>https://example.my.salesforce.com/services/Soap/c/62.0/00Dxx0000001gER</EnterpriseUrl>
      <PartnerUrl>https://example.my.salesforce.com/services/Soap/u/62.0/00Dxx0000001gER</PartnerUrl>
      <Notification>
        <Id>${NOTIFICATION}</Id>
        <sObject xsi:type="sf:Lead" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
          <sf:Id>00Qxx000001FhJqEAK</sf:Id>
          <sf:Company>Analytical Engines</sf:Company>
          <sf:Email>ada@example.com</sf:Email>
          <sf:FirstName>Ada</sf:FirstName>
          <sf:LastName>Lovelace</sf:LastName>
          <sf:Status>Open - Not Contacted</sf:Status>
        </sObject>
      </Notification>
    </notifications>
  </soapenv:Body>
</soapenv:Envelope>`,
  },
};

/** Each notification has an id of its own. */
export function freshenSalesforce(sample: Sample, { id }: Freshness): Sample {
  return { ...sample, body: String(sample.body).replaceAll(NOTIFICATION, () => id) };
}
