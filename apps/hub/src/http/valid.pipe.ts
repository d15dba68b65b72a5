import { KancaError } from '@kanca/core';
import type { PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { assertStorable } from './assert-storable.js';
import { problemsOfIssues, sentenceOf } from './problems-of-issues.js';

/**
 * Checks and types a body or a query with its schema.
 * @example @Body(valid(createKeySchema)) body: z.infer<typeof createKeySchema>
 * @throws KancaError `invalid_request` with a sentence about each field that is wrong
 */
export function valid<T>(schema: z.ZodType<T>): PipeTransform<unknown, T> {
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return {
    transform(value: unknown): T {
      assertStorable(value);
      const result = schema.safeParse(value ?? {});
      if (result.success) return result.data;
      const problems = problemsOfIssues(result.error.issues, fields);
      throw new KancaError('invalid_request', sentenceOf(problems), { problems });
    },
  };
}
