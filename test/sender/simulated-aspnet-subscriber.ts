import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { SunkRequest } from '../support/sink.js';

/** What one notification was, to the handlers of the receiver. */
export interface AspnetDelivery {
  readonly id: string;
  readonly attempt: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly actions: readonly string[];
}

const JSON_MEDIA_TYPE = /^(?:application|text)\/(?:[^;]+\+)?json\s*(?:;|$)/i;

/**
 * A subscriber that uses the receiver `custom` of Microsoft ASP.NET WebHooks, and answers with its statuses and its words.
 * Source: Microsoft.AspNet.WebHooks.Receivers and Microsoft.AspNet.WebHooks.Receivers.Custom, version 1.2.2.
 */
export class SimulatedAspnetSubscriber {
  readonly delivered: AspnetDelivery[] = [];

  constructor(private readonly secret: () => string) {}

  answer(request: SunkRequest, response: ServerResponse): void {
    const { status, body, type } = this.receive(request);
    response.writeHead(status, { 'content-type': type ?? 'application/json; charset=utf-8' }).end(body);
  }

  private receive(request: SunkRequest): { status: number; body: string; type?: string } {
    if (this.secret().length < 32 || this.secret().length > 128)
      return message(500, "Could not find a valid configuration for WebHook receiver 'Custom' and instance ''.");
    if (request.method === 'GET') return echo(request);
    if (request.method !== 'POST')
      return message(
        405,
        `The HTTP '${request.method}' method is not supported by the 'CustomWebHookReceiver' WebHook receiver.`,
      );
    const refusal = this.refusalOfSignature(request);
    if (refusal !== null) return message(400, refusal);
    return this.read(request);
  }

  private refusalOfSignature({ headers, body }: SunkRequest): string | null {
    const value = headers['ms-signature'];
    const values = value === undefined ? [] : String(value).split(',');
    if (values.length !== 1)
      return `Expecting exactly one 'ms-signature' header field in the WebHook request but found ${String(values.length)}.`;
    const [name = '', hex = '', ...rest] = String(values[0]).split('=');
    if (rest.length > 0 || name.trim().toLowerCase() !== 'sha256')
      return "Invalid 'ms-signature' header value. Expecting a value of 'sha256=<value>'.";
    if (!/^(?:[0-9a-f]{2})+$/i.test(hex.trim()))
      return "The 'ms-signature' header value is invalid. It must be a valid hex-encoded string.";
    const given = Buffer.from(hex.trim(), 'hex');
    const expected = createHmac('sha256', this.secret()).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected)
      ? null
      : "The WebHook signature provided by the 'ms-signature' header field does not match the value expected by the 'CustomWebHookReceiver' receiver. WebHook request is invalid.";
  }

  private read({ headers, body }: SunkRequest): { status: number; body: string } {
    if (body.length === 0) return message(400, 'The WebHook request entity body cannot be empty.');
    if (!JSON_MEDIA_TYPE.test(headers['content-type'] ?? ''))
      return message(415, 'The WebHook request must contain an entity body formatted as JSON.');
    try {
      const { Id, Attempt, Properties, Notifications } = JSON.parse(body.toString('utf8')) as {
        Id: string;
        Attempt: number;
        Properties: Record<string, unknown>;
        Notifications: { Action: string }[];
      };
      const actions = Notifications.map(({ Action }) => Action);
      this.delivered.push({ id: Id, attempt: Attempt, properties: Properties, actions });
      return { status: 200, body: '' };
    } catch (error) {
      return message(400, `The WebHook request contained invalid JSON: '${String(error)}'.`);
    }
  }
}

function echo({ url }: SunkRequest): { status: number; body: string; type?: string } {
  const word = new URL(url, 'http://localhost').searchParams.get('echo');
  return word === null || word === ''
    ? message(
        400,
        "The WebHook verification request must contain a 'echo' query parameter which will get echoed back in a successful response.",
      )
    : { status: 200, body: word, type: 'text/plain; charset=utf-8' };
}

function message(status: number, text: string): { status: number; body: string } {
  return { status, body: JSON.stringify({ Message: text }) };
}
