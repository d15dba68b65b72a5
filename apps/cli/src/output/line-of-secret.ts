/** A new secret or key, as it is shown its one time. */
export function lineOfSecret(name: string, value: string): string {
  return `  ${name}  ${value}   (shown this once: keep it)`;
}
