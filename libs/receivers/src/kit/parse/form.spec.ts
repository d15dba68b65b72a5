import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { form, MAX_FORM_FIELDS, parseForm } from './form.js';

describe('form', () => {
  it('reads what URLSearchParams writes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (fields) => {
        const text = new URLSearchParams(fields).toString();
        expect(parseForm(Buffer.from(text))).toEqual({ ...fields });
      }),
    );
  });

  it('makes a list of a field that comes several times, and a property of __proto__', () => {
    const fields = parseForm(Buffer.from('a=1&b=2&a=3&a=4&__proto__=x'));
    expect(fields['a']).toEqual(['1', '3', '4']);
    expect(Object.hasOwn(fields, '__proto__')).toBe(true);
  });

  it('reads the JSON of its field, and stores that JSON', () => {
    const body = Buffer.from(new URLSearchParams({ payload: '{"id": 12345678901234567890}' }).toString());
    expect(form({ jsonField: 'payload' }).parse(body).json).toEqual(Buffer.from('{"id": 12345678901234567890}'));
  });

  it('reads UTF-8 as UTF-8, also under a media type that names another character set: it is not signed', () => {
    const body = Buffer.from('name=M%C3%BCller');
    for (const charset of ['ibm866', 'windows-1252', 'utf-8'])
      expect(form().parse(body, `application/x-www-form-urlencoded; charset=${charset}`).value).toEqual({
        name: 'Müller',
      });
    const latin = Buffer.from('name=M%FCller');
    expect(form().parse(latin, 'application/x-www-form-urlencoded; charset=windows-1252').value).toEqual({
      name: 'Müller',
    });
  });

  it('reads plain fields where the JSON field is optional, and refuses them where it is not', () => {
    const body = Buffer.from('command=%2Fdeploy&text=a+b');
    const fields = { command: '/deploy', text: 'a b' };
    expect(form({ jsonField: 'payload', isOptional: true }).parse(body).value).toEqual(fields);
    expect(form().parse(body)).toEqual({ value: fields, json: Buffer.from(JSON.stringify(fields)) });
    expect(() => form({ jsonField: 'payload' }).parse(body)).toThrow('no single field "payload"');
  });

  it.each([
    ['JSON that is none', 'payload=%7B'],
    ['the field twice', 'payload=1&payload=2'],
    ['too many fields', 'a&'.repeat(MAX_FORM_FIELDS)],
  ])('refuses %s as malformed', (_what, text) => {
    expect(() => form({ jsonField: 'payload' }).parse(Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 'malformed_body' }),
    );
  });

  it.each([
    ['not UTF-8', `a=%ff${'&'.repeat(500_000)}`],
    ['UTF-8', '&'.repeat(500_000)],
  ])('refuses half a million fields at once, before it takes them apart: %s', (_what, text) => {
    const startedAt = performance.now();
    expect(() => form().parse(Buffer.from(text))).toThrow('more than 1000 fields');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('undoes escapes and reads windows-1252 as before, in a large form', () => {
    const { value } = form().parse(Buffer.from(`a=${'%80'.repeat(100_000)}%4&b=%zz`));
    expect(value).toEqual({ a: `${'€'.repeat(100_000)}%4`, b: '%zz' });
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(() => parseForm(Buffer.from([0x61, 0x3d, 0xff]))).toThrow('not valid UTF-8');
  });
});
