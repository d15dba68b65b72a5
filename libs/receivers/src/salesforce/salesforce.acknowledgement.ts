import type { Answer } from '../kit/index.js';

/**
 * The answer that Salesforce waits for: anything else, and the whole message comes again. It stands for every notification of the
 * message, all of which are stored by then.
 */
export const acknowledgement: Answer = Object.freeze({
  status: 200,
  contentType: 'text/xml; charset=utf-8',
  body: [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>',
    '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>',
    '</soapenv:Body></soapenv:Envelope>',
  ].join(''),
});
