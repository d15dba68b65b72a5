/** Any event: the name stands in the URL (`?action=paid`), and the data is any JSON. */
export type GenericJsonEvents = Readonly<Record<string, unknown>>;
