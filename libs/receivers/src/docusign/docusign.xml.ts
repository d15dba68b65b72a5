import { xmlChild, xmlTextAt } from '../kit/built-in.js';
import { valueAt } from '../kit/index.js';
import type { XmlElement } from '../kit/built-in.js';
import type { ReadEvent } from '../kit/index.js';

const ROOT = 'DocuSignEnvelopeInformation';
const HAS_ZONE = /(?:Z|[+-]\d{2}:\d{2})$/;
const OFFSET_HOURS = /^[+-]?\d{1,2}$/;

/** Whether a payload is a message of the older format of Connect. */
export function isConnectXml(payload: unknown): payload is XmlElement {
  return valueAt(payload, 'name') === ROOT && Array.isArray(valueAt(payload, 'children'));
}

/**
 * The state of an envelope as the older XML has it, told in the words of the JSON format; `xml` holds the rest.
 * Source: the DocuSign Connect Guide, "XML message structure".
 */
export function readConnectXml(root: XmlElement): ReadEvent {
  const envelope = xmlChild(root, 'EnvelopeStatus');
  const id = xmlTextAt(envelope, 'EnvelopeID');
  const status = xmlTextAt(envelope, 'Status')?.toLowerCase();
  const generated = xmlTextAt(envelope, 'TimeGenerated');
  const type = status === undefined ? undefined : `envelope-${status}`;
  const isWhole = id !== undefined && type !== undefined && generated !== undefined;
  return {
    id: isWhole ? `${id}:${type}:${generated}` : undefined,
    type,
    subject: id,
    time: timeOf(generated, xmlTextAt(root, 'TimeZoneOffset')),
    data: {
      event: type,
      generatedDateTime: generated,
      data: {
        envelopeId: id,
        envelopeSummary: {
          status,
          emailSubject: xmlTextAt(envelope, 'Subject'),
          sender: { userName: xmlTextAt(envelope, 'UserName'), email: xmlTextAt(envelope, 'Email') },
          createdDateTime: xmlTextAt(envelope, 'Created'),
          completedDateTime: xmlTextAt(envelope, 'Completed'),
        },
      },
      xml: root,
    },
  };
}

/** Times stand there in the zone of the account, whose offset is told apart, in hours. */
function timeOf(text: string | undefined, offset: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  if (HAS_ZONE.test(text)) return new Date(text);
  if (offset === undefined || !OFFSET_HOURS.test(offset)) return undefined;
  const local = Date.parse(`${text}Z`);
  return Number.isNaN(local) ? undefined : new Date(local - Number(offset) * 3_600_000);
}
