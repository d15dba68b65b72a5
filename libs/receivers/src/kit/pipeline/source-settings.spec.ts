import { describe, expect, it } from '@jest/globals';
import { slack } from '../../slack/index.js';
import { github } from '../../github/index.js';
import { sourceSettings } from './source-settings.js';

describe('sourceSettings', () => {
  it("takes secrets as a list, as one, and by the provider's own name", () => {
    expect(sourceSettings(slack, { secrets: ['new', 'old'] }).secrets).toEqual(['new', 'old']);
    expect(sourceSettings(slack, { secrets: 'one' }).secrets).toEqual(['one']);
    expect(sourceSettings(slack, { signingSecret: 'one' }).secrets).toEqual(['one']);
    expect(sourceSettings(slack, { secrets: ['a', 'a'], signingSecret: ['b'] }).secrets).toEqual(['a', 'b']);
    expect(sourceSettings(slack, {})).toEqual({ secrets: [], options: {} });
  });

  it('takes options under options and beside them', () => {
    expect(sourceSettings(slack, { options: { toleranceSeconds: 60 } }).options).toEqual({ toleranceSeconds: 60 });
    expect(sourceSettings(github, { secret: 's', allowSha1: true }).options).toEqual({ allowSha1: true });
  });

  it('names every problem at once, and no secret', () => {
    const settings = {
      secrets: ['fine', '', ' padded\n', 7],
      options: { toleranceSeconds: 'soon', colour: 'red' },
    };
    expect(() => sourceSettings(slack, settings)).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        problems: [
          { field: 'secrets.1', problem: 'is empty' },
          { field: 'secrets.2', problem: 'begins or ends with white space: was a line break copied with it?' },
          { field: 'secrets.3', problem: 'has to be a text' },
          { field: 'options.toleranceSeconds', problem: 'has to be a number from 1 to 604800' },
          { field: 'options.colour', problem: 'is not an option of Slack: there are toleranceSeconds' },
        ],
      }),
    );
    expect(() => sourceSettings(slack, settings)).not.toThrow(/padded|fine/);
  });

  it('refuses options that are no object', () => {
    for (const options of [[], 'x', 1])
      expect(() => sourceSettings(slack, { options })).toThrow('options has to be an object');
  });
});
