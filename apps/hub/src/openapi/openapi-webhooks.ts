import type { Format } from '@kanca/sender';
import type { FormatDescription } from '@kanca/sender/management';
import type { Json } from '../dto/kind.js';

/** Written with every format. */
const HEADERS_OF_ALL = {
  'user-agent': '`Kanca/` and its version.',
  traceparent: 'W3C trace context: the trace of the request that brought the event.',
  'kanca-hops': 'How many events came before this one in its chain, and one more.',
};

/** As `judgeAnswer` of the sender has it. */
const RESPONSES = {
  '2XX': { description: 'The notification is delivered.' },
  '410': { description: 'The subscription is disabled, and nothing more is sent to it.' },
  '4XX': again('A status of 400 to 499 other than 410'),
  '5XX': again('A status of 500 to 599'),
};

/** What the hub sends, one entry for each format; formats of its modules are among them. */
export function openApiWebhooks(formats: readonly Format[]): Json {
  return Object.fromEntries(formats.map((format) => [format.name, pathItemOf(format)]));
}

function pathItemOf(format: Format): Json {
  const { methods = ['POST'] } = format.describes ?? {};
  return Object.fromEntries(methods.map((method) => [method.toLowerCase(), operationOf(format, method)]));
}

function operationOf(format: Format, method: string): Json {
  const { name, description, reservedHeaders = [], batchContentType } = format;
  const described: FormatDescription = format.describes ?? {};
  const headers = { ...Object.fromEntries(reservedHeaders.map((header) => [header, ''])), ...described.headers };
  return {
    operationId: `webhook_${name}_${method.toLowerCase()}`,
    summary: `A notification in the format ${name}`,
    description: `${description} A subscription may set another method, and headers of its own.`,
    tags: ['Notifications'],
    security: [],
    parameters: Object.entries({ ...headers, ...HEADERS_OF_ALL }).map(([header, about]) => ({
      name: header,
      in: 'header',
      required: isAlwaysThere(header),
      ...(about === '' ? {} : { description: about }),
      schema: { type: 'string' },
    })),
    requestBody: { required: true, content: contentOf(described.body ?? { '*/*': {} }, batchContentType) },
    responses: RESPONSES,
  };
}

/** Several notifications as one list, for subscriptions that ask for batches. */
function contentOf(body: NonNullable<FormatDescription['body']>, batchContentType: string | undefined): Json {
  const content: Record<string, Json> = {};
  for (const [mediaType, schema] of Object.entries(body)) content[mediaType] = { schema };
  const [type] = batchContentType?.split(';') ?? [];
  const [one] = Object.values(body);
  if (type === undefined || one === undefined) return content;
  const list = { type: 'array', items: one, description: 'A batch, where the subscription asks for batches.' };
  content[type] = { schema: content[type] === undefined ? list : { oneOf: [one, list] } };
  return content;
}

function isAlwaysThere(header: string): boolean {
  return header !== 'content-encoding';
}

function again(statuses: string): Json {
  return {
    description: `${statuses}: the attempt has failed, and is made again by the retry schedule until the delivery is a dead letter. With \`webhook-delivery: abort-message\` it ends at once.`,
    headers: {
      'retry-after': {
        description: 'Seconds or an HTTP date: the earliest next attempt, at most 24 hours away.',
        schema: { type: 'string' },
      },
      'webhook-delivery': {
        description: '`abort-message` stops this delivery, `disable` the subscription.',
        schema: { type: 'string', enum: ['abort-message', 'disable'] },
      },
    },
  };
}
