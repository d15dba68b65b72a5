import { hostileText } from './hostile-text.js';
import type { Dice } from './dice.js';

const LAUGHS = [
  '<!ENTITY a "aaaaaaaaaa">',
  ...'bcdefghij'.split('').map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'.charAt(at)};`.repeat(10)}">`),
];
const ODD: readonly string[] = [
  `<?xml version="1.0"?><!DOCTYPE x [${LAUGHS.join('')}]><x>&j;</x>`,
  '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
  '<!DOCTYPE x PUBLIC "x" "https://example.com/x.dtd"><x/>',
  '<a',
  '<a b="',
  '<a b=1 b=2/>',
  '<a></b>',
  '<!-- <a/>',
  '<a><![CDATA[',
  '<?xml encoding="utf-16"?><a/>',
  '<a>&#0;&#x110000;&nope;&#99999999999;</a>',
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
];

/** XML that was written to harm, or that only half is any. */
export function hostileXml(dice: Dice): string {
  const many = dice.length(20_000);
  switch (dice.below(5)) {
    case 0:
      return '<a>'.repeat(many) + (dice.isOneIn(2) ? '</a>'.repeat(many) : '');
    case 1:
      return `<a ${'b="1" '.repeat(many)}/>`;
    case 2:
      return `<a>${dice.of(['&lt;', '&', '<b/>', '<!---->', '<![CDATA[]]>', ']]>', '<?a?>'] as const).repeat(many)}</a>`;
    case 3:
      return `<${hostileText(dice, 50)}>${hostileText(dice)}</${hostileText(dice, 50)}>`;
    default:
      return dice.of(ODD);
  }
}
