import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Narrows a query over events `e` to one type, or to everything below `stripe.*`. */
export function filterByType(find: SelectQueryBuilder<ObjectLiteral>, pattern: string): void {
  if (pattern === '*') return;
  if (pattern.endsWith('.*')) find.andWhere('starts_with(e.type, :prefix)', { prefix: pattern.slice(0, -1) });
  else find.andWhere('e.type = :type', { type: pattern });
}
