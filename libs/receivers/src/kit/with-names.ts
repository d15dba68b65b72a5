/**
 * The events of a provider that are typed, and those of which only the names are known here: a misspelt name does not compile. The data of an
 * event without a type is what every event of the provider is, `Data`, or `unknown`: to be looked at before it is used.
 * @example interface WebhookProviders { wise: WithNames<WiseEvents, (typeof wiseEventNames)[number]> }
 */
export type WithNames<Typed, Name extends string, Data = unknown> = Typed &
  Readonly<Record<Exclude<Name, keyof Typed>, Data>>;
