import { describe, expect, it } from '@jest/globals';
import { loggedError } from './logged-error.js';

describe('an error in the log', () => {
  it('has nothing of the data of a failed statement', () => {
    const error = Object.assign(new Error('invalid byte sequence'), {
      code: '22021',
      query: 'INSERT … ($1)',
      parameters: ['s3cret of a stranger'],
      detail: 'Failing row contains (s3cret).',
      driverError: Object.assign(new Error('invalid byte sequence'), { where: 'unnamed portal parameter $1 = s3cret' }),
    });
    const logged = JSON.stringify(loggedError(error));
    expect(logged).not.toContain('s3cret');
    expect(logged).not.toContain('INSERT');
    expect(JSON.parse(logged)).toMatchObject({ message: 'invalid byte sequence', code: '22021' });
  });
});
