import { describe, expect, it } from '@jest/globals';
import { writeExactJson } from '@kanca/core';
import { withAssignments } from './read-data.js';

const SAMPLE = { ref: 'main', repository: { id: 1, topics: ['a'] } };

describe('a sample with fields changed', () => {
  it('has what was given, and leaves the sample itself alone', () => {
    const { body, added } = withAssignments(SAMPLE, ['ref=other', 'repository.id=2', 'repository.topics.0=b']);
    expect([body, added]).toEqual([{ ref: 'other', repository: { id: 2, topics: ['b'] } }, []]);
    expect(SAMPLE.repository.id).toBe(1);
  });

  it('took a path that the sample does not have without a word', () => {
    const { body, added } = withAssignments(SAMPLE, ['no.such.path=1', 'repository.nmae=x', 'ref=y']);
    expect(added).toEqual(['no.such.path', 'repository.nmae']);
    expect(body).toMatchObject({ no: { such: { path: 1 } } });
  });

  it('rounded long numbers', () => {
    const { body } = withAssignments(SAMPLE, ['repository.id=7615917337495251231', 'ref=10.00']);
    expect(writeExactJson(body)).toBe('{"ref":10.00,"repository":{"id":7615917337495251231,"topics":["a"]}}');
  });
});
