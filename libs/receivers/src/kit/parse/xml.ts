import { isUtf8 } from 'node:buffer';
import { KancaError } from '@kanca/core';
import { remembered } from './remembered.js';
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
  if (!isUtf8(bytes)) throw malformed('is not valid UTF-8');
  const source = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  if (FORBIDDEN_CONTROL.test(source)) throw malformed('holds control characters');
  return new XmlReader(source).read();
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
  readonly texts: string[];
}

const SPACE = /[ \n\t]+/y;
/** A name and its prefix, in the letters that XML allows. */
const NAME = /[A-Za-z_\u0080-\uffff][-.\w\u0080-\uffff]{0,255}(?::[A-Za-z_\u0080-\uffff][-.\w\u0080-\uffff]{0,255})?/y;
const REFERENCE = /&(#?\w{1,10};)?/g;
/** All but tab, line feed and those above ASCII. */
const FORBIDDEN_CONTROL = /[^\P{Cc}\t\n\x7f-\x9f]/u;
const PREDEFINED: ReadonlyMap<string | undefined, string> = new Map([
  ['lt;', '<'],
  ['gt;', '>'],
  ['amp;', '&'],
  ['quot;', '"'],
  ['apos;', "'"],
]);
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
    if (this.root === null || this.open.length > 0) throw malformed('ends before its root element does');
    return this.root;
  }

  private readDeclaration(): void {
    const found = this.match(DECLARATION);
    if (found !== null && OTHER_ENCODING.test(found[1] ?? '')) throw malformed('is declared to be in another encoding');
  }

  private readText(): void {
    const end = this.indexOf('<') ?? this.source.length;
    const raw = this.source.slice(this.at, end);
    this.at = end;
    const element = this.open.at(-1);
    if (element !== undefined) element.texts.push(decoded(raw));
    else if (raw.trim() !== '') throw malformed('has text outside its root element');
  }

  private readMarkup(): void {
    const next = this.source.charAt(this.at + 1);
    if (next === '/') this.readEndTag();
    else if (next === '!') this.readCommentOrCdata();
    else if (next === '?') throw malformed('has a processing instruction');
    else this.readStartTag();
  }

  private readCommentOrCdata(): void {
    if (this.source.startsWith('<!--', this.at)) {
      this.at = this.endOf('-->', this.at + 4) + 3;
      return;
    }
    const element = this.open.at(-1);
    if (element === undefined || !this.source.startsWith('<![CDATA[', this.at)) throw malformed('has a document type');
    const end = this.endOf(']]>', this.at + 9);
    element.texts.push(this.source.slice(this.at + 9, end));
    this.at = end + 3;
  }

  private readStartTag(): void {
    this.at += 1;
    const qualifiedName = this.readName();
    this.elements += 1;
    if (this.root !== null) throw malformed('has a second root element');
    if (this.elements > MAX_XML_ELEMENTS) throw malformed(`has more than ${String(MAX_XML_ELEMENTS)} elements`);
    if (this.open.length >= MAX_XML_DEPTH) throw malformed(`nests deeper than ${String(MAX_XML_DEPTH)} levels`);
    const attributes = this.readAttributes();
    const isEmpty = this.source.startsWith('/>', this.at);
    if (!isEmpty && !this.source.startsWith('>', this.at)) throw malformed('has a tag that does not end');
    this.at += isEmpty ? 2 : 1;
    this.open.push({ qualifiedName, attributes, children: [], texts: [] });
    if (isEmpty) this.close();
  }

  private readAttributes(): Readonly<Record<string, string>> {
    const attributes = new Map<string, string>();
    let count = 0;
    for (;;) {
      const hasSpace = this.match(SPACE) !== null;
      const next = this.source.charAt(this.at);
      if (next === '>' || next === '/' || next === '') return Object.fromEntries(attributes);
      if (!hasSpace) throw malformed('has a tag that cannot be read');
      const name = this.readName();
      count += 1;
      if (count > MAX_XML_ATTRIBUTES)
        throw malformed(`has an element with more than ${String(MAX_XML_ATTRIBUTES)} attributes`);
      this.attributes += 1;
      if (this.attributes > MAX_ALL_XML_ATTRIBUTES)
        throw malformed(`has more than ${String(MAX_ALL_XML_ATTRIBUTES)} attributes`);
      const value = this.readAttributeValue();
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      const local = localName(name);
      if (attributes.has(local)) throw malformed('has an attribute twice');
      attributes.set(local, value);
    }
  }

  private readAttributeValue(): string {
    this.match(SPACE);
    if (this.source.charAt(this.at) !== '=') throw malformed('has an attribute without a value');
    this.at += 1;
    this.match(SPACE);
    const quote = this.source.charAt(this.at);
    if (quote !== '"' && quote !== "'") throw malformed('has an attribute without quotes');
    const end = this.endOf(quote, this.at + 1);
    const raw = this.source.slice(this.at + 1, end);
    if (raw.includes('<')) throw malformed('has a bracket in an attribute');
    this.at = end + 1;
    return decoded(raw);
  }

  private readEndTag(): void {
    this.at += 2;
    const name = this.readName();
    this.match(SPACE);
    if (this.source.charAt(this.at) !== '>' || this.open.at(-1)?.qualifiedName !== name)
      throw malformed('closes an element that is not open');
    this.at += 1;
    this.close();
  }

  private close(): void {
    const element = this.open.pop();
    if (element === undefined) return;
    const { qualifiedName, attributes, children, texts } = element;
    const closed = { name: localName(qualifiedName), attributes, children, text: texts.join('') };
    const parent = this.open.at(-1);
    if (parent === undefined) this.root = closed;
    else parent.children.push(closed);
  }

  private readName(): string {
    const [name] = this.match(NAME) ?? [];
    if (name === undefined) throw malformed('has a tag without a name');
    return name;
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
    if (at === null) throw malformed('ends in the middle of something');
    return at;
  }
}

function localName(qualifiedName: string): string {
  return qualifiedName.slice(qualifiedName.indexOf(':') + 1);
}

function decoded(raw: string): string {
  return raw.includes('&') ? raw.replace(REFERENCE, (_whole, name?: string) => characterOf(name)) : raw;
}

function characterOf(name: string | undefined): string {
  const predefined = PREDEFINED.get(name);
  if (predefined !== undefined) return predefined;
  const [, hex, decimal] = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));$/.exec(name ?? '') ?? [];
  const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
  if (!isXmlCharacter(code)) throw malformed('has an entity that XML itself does not define');
  return String.fromCodePoint(code);
}

/** Source: XML 1.0, production 2. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x1_0000 && code <= 0x10_ffff);
}

function malformed(what: string): KancaError {
  return new KancaError('malformed_body', `The XML body ${what}.`);
}
