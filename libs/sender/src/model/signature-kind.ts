/** Kinds of signatures that a subscriber may ask for: with its secret (`v1`), and with the tenant's key pair (`v1a`). */
export const SIGNATURES = ['v1', 'v1a'] as const;
/** How a notification is signed. */
export type SignatureKind = (typeof SIGNATURES)[number] | LegacySignature;

/** How a signature is written that a sender's subscribers know from before, in the style of who made it common. */
export const LEGACY_STYLES = ['github', 'stripe', 'shopify'] as const;
/** A writing of a signature that older subscribers expect. */
export type LegacyStyle = (typeof LEGACY_STYLES)[number];

/** One more signature header, for subscribers that do not yet verify `webhook-signature`. */
export interface LegacySignature {
  readonly style: LegacyStyle;
  /** The name that subscribers expect; that of the style where it is missing. */
  readonly header?: string | undefined;
}
