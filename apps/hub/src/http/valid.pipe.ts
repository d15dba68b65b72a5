import { KancaError } from '@kanca/core';
import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { assertStorable } from './assert-storable.js';

/**
 * Checks and types a body or a query with its schema.
 * @example @Body(valid(createKeySchema)) body: z.infer<typeof createKeySchema>
 */
export function valid<T>(schema: z.ZodType<T>): PipeTransform<unknown, T> {
  return {
    transform(value: unknown): T {
      assertStorable(value);
      const result = schema.safeParse(value ?? {});
      if (result.success) return result.data;
      const problems = result.error.issues.map(({ path, message }) => ({
        field: path.map(String).join('.') || '(body)',
        problem: message,
      }));
      throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '), {
        problems,
      });
    },
  };
}
