import { vector } from '../../scripts/vector-tools.mjs';

export default function salesforceVectors() {
  const actionId = '04kxx0000004INVAAA';
  const config = { organizationId: '00Dxx0000001INVEA2' };
  const envelope = (prefix, notifications, organizationId) => `<?xml version="1.0" encoding="UTF-8"?>
<${prefix}:Envelope xmlns:${prefix}="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <${prefix}:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   <OrganizationId>${organizationId}</OrganizationId>
   <ActionId>${actionId}</ActionId>
   <SessionId xsi:nil="true"/>
   <EnterpriseUrl>https://example.my.salesforce.com/services/Soap/c/62.0/00Dxx0000001INV</EnterpriseUrl>
   <PartnerUrl>https://example.my.salesforce.com/services/Soap/u/62.0/00Dxx0000001INV</PartnerUrl>
${notifications.join('\n')}
  </notifications>
 </${prefix}:Body>
</${prefix}:Envelope>`;
  const notification = (id, record, company) => `   <Notification>
    <Id>${id}</Id>
    <sObject xsi:type="sf:Lead" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
     <sf:Id>${record}</sf:Id>
     <sf:Company>${company}</sf:Company>
     <sf:Phone xsi:nil="true"/>
    </sObject>
   </Notification>`;
  const message = (
    name,
    { prefix = 'soapenv', type = 'text/xml; charset=utf-8', from = config.organizationId, ...rest },
  ) => {
    const { records, settings = config, query = '' } = rest;
    return vector({
      name,
      origin: 'own',
      by: 'developer.salesforce.com: Setting Up Outbound Messages',
      url: `/api/webhooks/incoming/salesforce${query}`,
      headers: { 'content-type': type, soapaction: '""' },
      body: envelope(
        prefix,
        records.map((record) => notification(...record)),
        from,
      ),
      config: settings,
      expect: {
        events: records.map(([id, subject]) => ({ id, type: `salesforce.${actionId}`, subject, time: null })),
      },
    });
  };
  const first = ['04lxx0000000001AAA', '00Qxx0000000001EAA', 'Acme &amp; Sons'];
  const second = ['04lxx0000000002AAA', '00Qxx0000000002EAA', 'Z&#xFC;rich 🚀 $&amp; 100%'];
  return [
    message('one', { records: [first] }),
    message('several', { records: [first, second] }),
    message('exotic-characters', { prefix: 'S', type: 'application/xml', records: [second] }),
    message('short-organization-id', { records: [first], settings: { organizationId: '00Dxx0000001INV' } }),
    message('message-with-a-short-id', { records: [first], from: '00Dxx0000001INV' }),
    message('code', { records: [first], settings: { ...config, code: 'invented-code' }, query: '?code=invented-code' }),
  ];
}
