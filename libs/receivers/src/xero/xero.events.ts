/** One event of a Xero webhook. It names what it is about, and holds no data: ask `resourceUrl`. */
export interface XeroEvent<Category extends string, Type extends string> {
  readonly resourceUrl: string;
  readonly resourceId: string;
  /** UTC, without saying so: `2026-01-15T15:20:41.128`. */
  readonly eventDateUtc: string;
  readonly eventType: Type;
  readonly eventCategory: Category;
  readonly tenantId: string;
  readonly tenantType: string;
}

type Category = 'CONTACT' | 'INVOICE' | 'CREDITNOTE' | 'SUBSCRIPTION';
type Name = `${Category}.${'CREATE' | 'UPDATE'}`;

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export type XeroEvents = {
  readonly [Key in Name]: Key extends `${infer C}.${infer T}` ? XeroEvent<C, T> : never;
};
