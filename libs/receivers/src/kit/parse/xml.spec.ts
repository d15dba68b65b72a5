import { describe, expect, it } from '@jest/globals';
import { parseBody } from './payload.js';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { MAX_XML_ATTRIBUTES, MAX_XML_DEPTH, MAX_XML_ELEMENTS, parseXml, xml, xmlChild, xmlTextAt } from './xml.js';

const parse = (text: string) => parseXml(Buffer.from(text));

describe('xml', () => {
  it('reads elements, attributes and texts by their local names', () => {
    const text = `\ufeff<?xml version="1.0" encoding="UTF-8"?>
      <!-- by hand -->
      <s:a xmlns:s="urn:s" s:kind='x &amp; y'>one<b/><s:c n="1" m = "2">two</s:c> three</s:a >
      <!-- done -->`;
    expect(parse(text)).toEqual({
      name: 'a',
      attributes: { kind: 'x & y' },
      text: 'one three',
      children: [
        { name: 'b', attributes: {}, children: [], text: '' },
        { name: 'c', attributes: { n: '1', m: '2' }, children: [], text: 'two' },
      ],
    });
  });

  it('finds what stands at a path', () => {
    const root = parse('<a><b><c> x </c><d></d></b><b><c>y</c></b></a>');
    expect(xmlTextAt(root, 'b', 'c')).toBe('x');
    expect(xmlTextAt(root, 'b', 'd')).toBeUndefined();
    expect(xmlTextAt(root, 'z', 'c')).toBeUndefined();
    expect(xmlChild(root, 'b')?.children).toHaveLength(2);
  });

  it.each([
    ['&lt;&gt;&amp;&quot;&apos;', `<>&"'`],
    ['&#65;&#x42;&#x1F680;', 'AB🚀'],
    ['&amp;lt;', '&lt;'],
    ['<![CDATA[<b>&amp;]]>', '<b>&amp;'],
    ['a<!-- <b> & -->c', 'ac'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['Zürich 🚀 $& 100%', null],
  ])('reads the text %s', (written, text) => {
    const escaped = text === null ? written.replace('&', '&amp;') : written;
    expect(parse(`<a>${escaped}</a>`).text).toBe(text ?? written);
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an external entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['an entity that nobody defines', '<a>&nbsp;</a>'],
    ['a bare ampersand', '<a>a & b</a>'],
    ['a reference to no character', '<a>&#0;</a>'],
    ['a reference to half a character', '<a>&#xD800;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['a processing instruction', '<a><?php x ?></a>'],
    ['a declaration that comes late', ' <?xml version="1.0"?><a/>'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
    ['another version', '<?xml version="1.1"?><a/>'],
    ['two roots', '<a/><b/>'],
    ['no root', '<!-- nothing -->'],
    ['nothing', ''],
    ['text around the root', 'x<a/>'],
    ['an element left open', '<a><b></b>'],
    ['elements that cross', '<a><b></a></b>'],
    ['an end without a start', '</a>'],
    ['a prefix that does not fit', '<x:a></y:a>'],
    ['a tag that does not end', '<a'],
    ['a tag without a name', '<1/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute twice under two prefixes', '<a x:b="1" y:b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute without a value', '<a b/>'],
    ['attributes without a space', '<a b="1"c="2"/>'],
    ['a bracket in an attribute', '<a b="<"/>'],
    ['a comment that does not end', '<a><!-- b</a>'],
    ['character data outside the root', '<![CDATA[x]]><a/>'],
    ['a control character', '<a>\0</a>'],
  ])('refuses %s', (_name, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'malformed_body' }));
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => parseXml(Buffer.from([0x3c, 0x61, 0x3e, 0xff]))).toThrow(/UTF-8/);
  });

  it('refuses more levels, elements or attributes than anybody sends', () => {
    const nested = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    expect(parse(nested(MAX_XML_DEPTH)).name).toBe('a');
    expect(() => parse(nested(MAX_XML_DEPTH + 1))).toThrow(/deeper/);
    expect(() => parse(`<a>${'<b/>'.repeat(MAX_XML_ELEMENTS)}</a>`)).toThrow(/elements/);
    const attributes = (count: number) => Array.from({ length: count }, (_, n) => ` a${String(n)}="1"`).join('');
    expect(parse(`<a${attributes(MAX_XML_ATTRIBUTES)}/>`).name).toBe('a');
    expect(() => parse(`<a${attributes(MAX_XML_ATTRIBUTES + 1)}/>`)).toThrow(/attributes/);
  });

  it('keeps a hostile name an ordinary property', () => {
    const root = parse('<a __proto__="x"/>');
    expect(Object.getPrototypeOf(root.attributes)).toBe(Object.prototype);
    expect(Object.entries(root.attributes)).toEqual([['__proto__', 'x']]);
  });

  it.each(['<', '<a b="', '<!--', '&', '<a><![CDATA[', '<a ', '</', ' '])(
    'takes a time that grows with the length only: %s',
    (piece) => {
      const started = performance.now();
      expect(() => parse(`<a>${piece.repeat(200_000)}`)).toThrow();
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );

  it.each<[string, string]>([
    ['elements', `<a>${'<b c="1"><d>x</d> </b>'.repeat(MAX_XML_ELEMENTS / 2 - 1)}</a>`],
    ['references', `<a>${'&amp;&#x42;'.repeat(200_000)}</a>`],
    ['line ends', `<a>${'\r\n'.repeat(1_000_000)}</a>`],
    ['lines of base64', `<a>${`${'QUJD'.repeat(19)}\r\n`.repeat(50_000)}</a>`],
  ])('does not hold the process for long over many %s', (_what, text) => {
    const best = Math.min(
      ...[1, 2, 3].map(() => {
        const bytes = Buffer.from(text);
        // Time of the processor: the machine may be busy with something else.
        const before = process.cpuUsage().user;
        parseXml(bytes);
        return (process.cpuUsage().user - before) / 1_000;
      }),
    );
    // Generous: a fifth of it is usual.
    expect(best).toBeLessThan(500);
  });

  it('is a body format, whose payload can be written as JSON', () => {
    for (const type of ['text/xml; charset=utf-8', 'application/xml', 'application/soap+xml']) {
      const request = inboundRequest({ headers: { 'content-type': type }, body: '<a>1</a>' });
      const { value, json } = parseBody([xml], request, request.body);
      expect(JSON.parse(String(json))).toEqual(value);
    }
  });
});
