import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_MULTIPART_PARTS, multipart, readMultipart } from './multipart.js';

const TYPE = 'multipart/form-data; boundary=xYz';

function partOf(headers: string, content: Buffer | string): Buffer {
  return Buffer.concat([Buffer.from(`--xYz\r\n${headers}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
}

function named(name: string, content: Buffer | string): Buffer {
  return partOf(`Content-Disposition: form-data; name="${name}"`, content);
}

const bodyOf = (...parts: readonly Buffer[]): Buffer => Buffer.concat([...parts, Buffer.from('--xYz--\r\n')]);
const read = (body: Buffer, type = TYPE): unknown => multipart().parse(body, type).value;

describe('multipart', () => {
  it('reads fields and files, and stores them as JSON', () => {
    const file = 'Content-Disposition: form-data; name="a1"; filename="photo.png"\r\nContent-Type: image/png';
    const body = bodyOf(named('subject', 'Zürich 🚀'), partOf(file, Buffer.from([0xff, 0x00, 0x0d, 0x0a])));
    const value = {
      subject: 'Zürich 🚀',
      a1: { filename: 'photo.png', contentType: 'image/png', size: 4, base64: '/wANCg==' },
    };
    expect(multipart().parse(body, TYPE)).toEqual({ value, json: Buffer.from(JSON.stringify(value)) });
  });

  it('gives back any bytes that do not hold the boundary, none included', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        fc.pre(!Buffer.from(bytes).includes('--xYz'));
        expect(readMultipart(bodyOf(named('a', Buffer.from(bytes))), TYPE)[0]?.content).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('passes over a line break before the first part, and over all that comes after the last', () => {
    const body = Buffer.concat([Buffer.from('\r\n'), bodyOf(named('a', '1')), Buffer.from('epilogue')]);
    expect(read(body)).toEqual({ a: '1' });
  });

  it('makes no form of a text inside of a form, which another boundary would', () => {
    const inner = ['--evil', 'Content-Disposition: form-data; name="from"', '', 'ceo@company.example', '--evil--'];
    const body = bodyOf(named('text', `hello\r\n${inner.join('\r\n')}\r\nbye`));
    expect(() => read(body, 'multipart/form-data; boundary=evil')).toThrow('does not begin with the boundary');
    expect(() => read(body, 'multipart/form-data; boundary=x')).toThrow('without an end of headers');
  });

  it('takes a boundary in quotes, and none of the fields of an empty form', () => {
    expect(read(bodyOf(named('a', '1')), 'Multipart/Form-Data; charset=x; Boundary="xYz"')).toEqual({ a: '1' });
    expect(read(Buffer.from('--xYz--'))).toEqual({});
  });

  it('makes a list of a field that comes several times, and a property of __proto__', () => {
    const fields = read(bodyOf(named('a', '1'), named('a', '2'), named('a', '3'), named('__proto__', 'x')));
    expect(fields).toHaveProperty('a', ['1', '2', '3']);
    expect(Object.hasOwn(Object(fields) as object, '__proto__')).toBe(true);
  });

  it.each([
    ['form-data; name="a"; filename="b;\\"c\\".txt"', 'b;"c".txt'],
    ['form-data; name="a"; filename="%22x%22.txt"', '"x".txt'],
    ['form-data; name=a; filename=plain.txt', 'plain.txt'],
    ['form-data;name="a";filename="C:\\temp\\x.txt"', 'C:\\temp\\x.txt'],
    ['form-data; name="a"; filename=""', ''],
  ])('reads the parameters of %s', (disposition, filename) => {
    const [part] = readMultipart(bodyOf(partOf(`Content-Disposition: ${disposition}`, '')), TYPE);
    expect(part).toMatchObject({ name: 'a', filename });
  });

  it('reads each field in the character set that a table names, or the part itself', () => {
    const latin = Buffer.from('Zürich', 'latin1');
    const table = named('charsets', '{"text":"iso-8859-1","subject":"no-such-set"}');
    const own = partOf(
      'Content-Disposition: form-data; name="html"\r\nContent-Type: text/plain; charset=latin1',
      latin,
    );
    const body = bodyOf(table, named('text', latin), own, named('subject', 'Zürich'));
    expect(multipart({ charsetsField: 'charsets' }).parse(body, TYPE).value).toMatchObject({
      text: 'Zürich',
      html: 'Zürich',
      subject: 'Zürich',
    });
  });

  it('reads on without a table that is no JSON', () => {
    const body = bodyOf(named('charsets', '{'), named('text', 'é'));
    expect(multipart({ charsetsField: 'charsets' }).parse(body, TYPE).value).toMatchObject({ text: 'é' });
  });

  const cut = bodyOf(named('a', '1')).subarray(0, -11);
  it.each([
    ['no boundary', bodyOf(named('a', '1')), 'multipart/form-data'],
    ['another boundary', bodyOf(named('a', '1')), 'multipart/form-data; boundary=other'],
    ['an end in the middle of a part', cut, TYPE],
    ['headers without an end', Buffer.from('--xYz\r\nContent-Disposition: form-data; name="a"'), TYPE],
    ['headers that are too long', bodyOf(partOf(`X: ${'y'.repeat(9_000)}`, '')), TYPE],
    ['a part without a name', bodyOf(partOf('Content-Type: text/plain', '1')), TYPE],
    ['a quote without an end', bodyOf(partOf('Content-Disposition: form-data; name="a', '1')), TYPE],
    ['another text after the boundary', Buffer.from('--xYzz\r\n\r\n\r\n--xYz--'), TYPE],
    ['too many parts', bodyOf(...Array.from({ length: MAX_MULTIPART_PARTS + 1 }, () => named('a', ''))), TYPE],
  ])('refuses %s as malformed', (_what, body, type) => {
    expect(() => read(body, type)).toThrow(expect.objectContaining({ code: 'malformed_body' }));
  });
});
