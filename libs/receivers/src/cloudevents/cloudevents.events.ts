/** A CloudEvent in the JSON format, whichever way it came. Source: CloudEvents 1.0.2, "JSON Event Format". */
export interface CloudEvent<Data = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  /** RFC 3339. */
  readonly time?: string;
  readonly datacontenttype?: string;
  readonly dataschema?: string;
  readonly data?: Data;
  /** Data that is no JSON and no text. */
  readonly data_base64?: string;
  /** Extension attributes. */
  readonly [extension: string]: unknown;
}

/** CloudEvents name their own types, so every name is possible: `@OnWebhook('cloudevents', '*')` hears them all. */
export type CloudeventsEvents = Readonly<Record<string, CloudEvent>>;
