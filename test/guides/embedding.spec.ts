import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGuide, type Guide } from '../support/guide.js';

/** What a reader of docs/guides/embedding.md copies out of it. test/examples runs the same applications. */
describe('the guide to embedding', () => {
  let guide: Guide;

  beforeAll(async () => {
    guide = await openGuide('docs/guides/embedding.md');
  });

  afterAll(() => guide.close());

  it('shows files that compile as they are printed', () => {
    expect(guide.files).toEqual(
      expect.arrayContaining(['app.module.ts', 'main.ts', 'main-on-fastify.ts', 'operations.ts']),
    );
    expect(guide.problems()).toBe('');
  });
});
