import type { HandlerReply } from '@kanca/dispatch';

/**
 * Answers in SOAP 1.1.
 * @example return soapReply.envelope('<taken xmlns="urn:example">true</taken>');
 */
export const soapReply = {
  /** An envelope around XML that you have escaped. */
  envelope: (body: string): HandlerReply => ({
    status: 200,
    contentType: 'text/xml; charset=utf-8',
    body:
      '<?xml version="1.0" encoding="UTF-8"?>' +
      '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
      `<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
  }),
  /** To an outbound message of Salesforce, as its receiver answers by itself. */
  acknowledgement: (): HandlerReply =>
    soapReply.envelope(
      '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>',
    ),
} as const;
