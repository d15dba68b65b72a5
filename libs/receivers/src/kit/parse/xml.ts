import { isUtf8 } from 'node:buffer';
import { malformedXml } from './malformed-xml.js';
import { remembered } from './remembered.js';
import { endOfXmlName } from './xml-name.js';
import { withReferencesRead } from './xml-references.js';
import type { BodyFormat, Payload } from './payload.js';

/** Deeper, larger and richer than anything a provider sends; and shallow enough for every recursive reader that comes after. */
export const MAX_XML_DEPTH = 100;
export const MAX_XML_ELEMENTS = 20_000;
/** Of one element, and of all of them. */
export const MAX_XML_ATTRIBUTES = 64;
export const MAX_ALL_XML_ATTRIBUTES = 20_000;

/** One element, by its local name: prefixes are dropped, and what they stand for is not looked up. */
export interface XmlElement {
  readonly name: string;
  /** By local name, and without the declarations of namespaces. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
}

/** An XML body: `text/xml`, `application/xml` and every `+xml`. Its payload is the root element. */
export const xml: BodyFormat = Object.freeze({
  kind: 'xml',
  mediaType: 'text/xml',
  accepts: (mediaType) => mediaType === 'text/xml' || mediaType === 'application/xml' || mediaType.endsWith('+xml'),
  parse(body): Payload {
    const value = parseXml(body);
    return { value, json: Buffer.from(JSON.stringify(value)) };
  },
} satisfies BodyFormat);

/**
 * The root of an XML document in UTF-8. Linear, bounded, and without what makes XML dangerous: a document type, an entity of its own
 * or a processing instruction is refused, never read.
 * @throws KancaError `malformed_body` (400)
 */
export const parseXml: (bytes: Buffer) => XmlElement = remembered((bytes) => {
  if (!isUtf8(bytes)) throw malformedXml('is not valid UTF-8');
  return new XmlReader(
    withPlainLineEnds(bytes)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  ).read();
});

/** The first child of that local name. */
export function xmlChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text of the element at a path of local names; undefined when it is missing or empty. */
export function xmlTextAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const text = path.reduce(xmlChild, element)?.text.trim();
  return text === '' ? undefined : text;
}

interface OpenElement {
  readonly qualifiedName: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});
const [TAB, LINE_FEED, RETURN, BLANK] = [0x09, 0x0a, 0x0d, 0x20];
const DECLARATION = /<\?xml[ \n\t]+version=(?:"1\.0"|'1\.0')([^?<>]{0,100})\?>/y;
const OTHER_ENCODING = /encoding=["'](?!utf-8["']|us-ascii["'])/i;

class XmlReader {
  private at = 0;
  private elements = 0;
  private attributes = 0;
  private root: XmlElement | null = null;
  private readonly open: OpenElement[] = [];

  constructor(private readonly source: string) {}

  read(): XmlElement {
    this.readDeclaration();
    while (this.at < this.source.length) {
      this.readText();
      if (this.at < this.source.length) this.readMarkup();
    }
    if (this.root === null || this.open.length > 0) throw malformedXml('ends before its root element does');
    return this.root;
  }

  private readDeclaration(): void {
    const found = this.match(DECLARATION);
    if (found !== null && OTHER_ENCODING.test(found[1] ?? ''))
      throw malformedXml('is declared to be in another encoding');
  }

  private readText(): void {
    const end = this.indexOf('<') ?? this.source.length;
    const raw = this.source.slice(this.at, end);
    this.at = end;
    const element = this.open.at(-1);
    if (element !== undefined) element.text += withReferencesRead(raw);
    else if (raw.trim() !== '') throw malformedXml('has text outside its root element');
  }

  private readMarkup(): void {
    const next = this.source.charAt(this.at + 1);
    if (next === '/') this.readEndTag();
    else if (next === '!') this.readCommentOrCdata();
    else if (next === '?') throw malformedXml('has a processing instruction');
    else this.readStartTag();
  }

  private readCommentOrCdata(): void {
    if (this.source.startsWith('<!--', this.at)) {
      this.at = this.endOf('-->', this.at + 4) + 3;
      return;
    }
    const element = this.open.at(-1);
    if (element === undefined || !this.source.startsWith('<![CDATA[', this.at))
      throw malformedXml('has a document type');
    const end = this.endOf(']]>', this.at + 9);
    element.text += this.source.slice(this.at + 9, end);
    this.at = end + 3;
  }

  private readStartTag(): void {
    this.at += 1;
    const qualifiedName = this.readName();
    this.elements += 1;
    if (this.root !== null) throw malformedXml('has a second root element');
    if (this.elements > MAX_XML_ELEMENTS) throw malformedXml(`has more than ${String(MAX_XML_ELEMENTS)} elements`);
    if (this.open.length >= MAX_XML_DEPTH) throw malformedXml(`nests deeper than ${String(MAX_XML_DEPTH)} levels`);
    const attributes = this.readAttributes();
    const isEmpty = this.source.startsWith('/>', this.at);
    if (!isEmpty && !this.source.startsWith('>', this.at)) throw malformedXml('has a tag that does not end');
    this.at += isEmpty ? 2 : 1;
    this.open.push({ qualifiedName, attributes, children: [], text: '' });
    if (isEmpty) this.close();
  }

  private readAttributes(): Readonly<Record<string, string>> {
    let attributes: Map<string, string> | undefined;
    let count = 0;
    for (;;) {
      const hasSpace = this.skipSpace();
      const next = this.source.charAt(this.at);
      if (next === '>' || next === '/' || next === '')
        return attributes === undefined ? NO_ATTRIBUTES : Object.fromEntries(attributes);
      if (!hasSpace) throw malformedXml('has a tag that cannot be read');
      const name = this.readName();
      count += 1;
      if (count > MAX_XML_ATTRIBUTES)
        throw malformedXml(`has an element with more than ${String(MAX_XML_ATTRIBUTES)} attributes`);
      this.attributes += 1;
      if (this.attributes > MAX_ALL_XML_ATTRIBUTES)
        throw malformedXml(`has more than ${String(MAX_ALL_XML_ATTRIBUTES)} attributes`);
      const value = this.readAttributeValue();
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      const local = localName(name);
      attributes ??= new Map();
      if (attributes.has(local)) throw malformedXml('has an attribute twice');
      attributes.set(local, value);
    }
  }

  private readAttributeValue(): string {
    this.skipSpace();
    if (this.source.charAt(this.at) !== '=') throw malformedXml('has an attribute without a value');
    this.at += 1;
    this.skipSpace();
    const quote = this.source.charAt(this.at);
    if (quote !== '"' && quote !== "'") throw malformedXml('has an attribute without quotes');
    const end = this.endOf(quote, this.at + 1);
    const raw = this.source.slice(this.at + 1, end);
    if (raw.includes('<')) throw malformedXml('has a bracket in an attribute');
    this.at = end + 1;
    return withReferencesRead(raw);
  }

  private readEndTag(): void {
    this.at += 2;
    const name = this.readName();
    this.skipSpace();
    if (this.source.charAt(this.at) !== '>' || this.open.at(-1)?.qualifiedName !== name)
      throw malformedXml('closes an element that is not open');
    this.at += 1;
    this.close();
  }

  private close(): void {
    const element = this.open.pop();
    if (element === undefined) return;
    const { qualifiedName, attributes, children, text } = element;
    const closed = {
      name: localName(qualifiedName),
      attributes,
      children,
      text,
    };
    const parent = this.open.at(-1);
    if (parent === undefined) this.root = closed;
    else parent.children.push(closed);
  }

  private readName(): string {
    const end = endOfXmlName(this.source, this.at);
    if (end === this.at) throw malformedXml('has a tag without a name');
    const name = this.source.slice(this.at, end);
    this.at = end;
    return name;
  }

  private skipSpace(): boolean {
    const start = this.at;
    let code = this.source.charCodeAt(this.at);
    while (code === BLANK || code === LINE_FEED || code === TAB) code = this.source.charCodeAt(++this.at);
    return this.at > start;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }

  private indexOf(mark: string, from = this.at): number | null {
    const at = this.source.indexOf(mark, from);
    return at === -1 ? null : at;
  }

  private endOf(mark: string, from: number): number {
    const at = this.indexOf(mark, from);
    if (at === null) throw malformedXml('ends in the middle of something');
    return at;
  }
}

/**
 * The same with one line feed for each end of a line (XML 1.0, section 2.11), byte by byte: in UTF-8 these bytes stand for nothing else.
 * @throws KancaError `malformed_body` for a control character that XML does not allow
 */
function withPlainLineEnds(bytes: Buffer): Buffer {
  const plain = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === RETURN) {
      if (bytes[at + 1] !== LINE_FEED) plain[length++] = LINE_FEED;
      continue;
    }
    if (byte < BLANK && byte !== LINE_FEED && byte !== TAB) throw malformedXml('holds control characters');
    plain[length++] = byte;
  }
  return plain.subarray(0, length);
}

function localName(qualifiedName: string): string {
  return qualifiedName.slice(qualifiedName.indexOf(':') + 1);
}
