/** An address, without judging more than its shape: only a message could prove it. */
export const E_MAIL = /^[^\s@<>"',;:\\]{1,64}@[^\s@<>"',;:\\]{1,189}$/u;

/** The spelling under which an address is stored and looked up: capitals and composed letters make no difference. */
export function foldedEMail(address: string): string {
  return address.normalize('NFKC').toLowerCase();
}
