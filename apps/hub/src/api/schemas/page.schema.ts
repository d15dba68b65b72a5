import { z } from 'zod';

/** The query of every list. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(64).optional(),
});

export const timeSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .describe('An RFC 3339 time.');

/** A page of something. */
export function pageOfSchema(item: z.ZodType): z.ZodType {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}
