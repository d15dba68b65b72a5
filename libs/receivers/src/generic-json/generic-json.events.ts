/** Any event: the name stands in the URL (`?action=paid`), and the data is whatever JSON the sender sends. */
export type GenericJsonEvents = Readonly<Record<string, unknown>>;
