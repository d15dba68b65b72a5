import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { form } from './form.js';
import { json } from './json.js';
import { parseBody } from './payload.js';

describe('parseBody', () => {
  const asForm = (body: string): ReturnType<typeof inboundRequest> =>
    inboundRequest({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
  const formats = [json, form({ jsonField: 'payload' })];

  it('does not read JSON as a form: a text inside of it could hold the fields of another event', () => {
    const request = asForm(JSON.stringify({ title: '&payload=%7B%22ref%22%3A%22forged%22%7D&x=' }));
    expect(() => parseBody(formats, request, request.body)).toThrow(
      expect.objectContaining({ code: 'malformed_body', message: expect.stringContaining('begins like JSON') }),
    );
  });

  it('knows JSON behind a byte order mark', () => {
    const request = asForm('\ufeff{"title":"&payload=1&x="}');
    expect(() => parseBody(formats, request, request.body)).toThrow('begins like JSON');
  });

  it('reads a form as a form', () => {
    const request = asForm('payload=%7B%22ref%22%3A%22main%22%7D');
    expect(parseBody(formats, request, request.body).value).toEqual({ ref: 'main' });
  });
});
