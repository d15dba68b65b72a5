import { describe, expect, it } from '@jest/globals';
import { asStartedHere, startedAs } from './started-as.js';

const CLONE = { npm_lifecycle_event: 'kanca', npm_command: 'run' };
const NPX = { npm_lifecycle_event: 'npx', npm_command: 'exec' };

describe('a hint', () => {
  it.each([
    [CLONE, 'npm run kanca --'],
    [NPX, 'npx kanca'],
    [{}, 'kanca'],
    [{ npm_lifecycle_event: 'test' }, 'kanca'],
  ])('says how the command was started: %j', (env, name) => {
    expect(startedAs(env)).toBe(name);
  });

  it('can be copied in a clone, and leaves sentences about kanca alone', () => {
    const text = 'kanca does not forward. kanca tail shows them, and kanca sources ls the rest.';
    expect(asStartedHere(text, ['tail', 'sources'], CLONE)).toBe(
      'kanca does not forward. npm run kanca -- tail shows them, and npm run kanca -- sources ls the rest.',
    );
    expect(asStartedHere(text, ['tail', 'sources'], {})).toBe(text);
  });
});
