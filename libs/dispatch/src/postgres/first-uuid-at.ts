/** The smallest UUIDv7 of a moment: ids sort by time, so a day is a range of ids. */
export function firstUuidAt(epochMs: number): string {
  const hex = Math.max(0, epochMs).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}
