import { hostileJson } from './hostile-json.js';
import { hostileText } from './hostile-text.js';
import type { Dice } from './dice.js';

const FIELDS: readonly string[] = [
  'payload',
  'data',
  'json',
  'event',
  'mandrill_events',
  'bt_payload',
  'bt_signature',
  'signature',
  'token',
  'timestamp',
  'Body',
  'type',
  '__proto__',
  'a[b][c]',
];

/** A form as one line of names and values, well or badly written. */
export function hostileForm(dice: Dice): string {
  if (dice.isOneIn(4))
    return dice.of(['&', '=', '%', '+', 'a=b&', 'a&', '%zz=%', ';'] as const).repeat(dice.length(10_000));
  const fields = dice.some(12, () => [nameOf(dice), valueOf(dice)]);
  const text = new URLSearchParams(fields.map(([name = '', value = '']): [string, string] => [name, value])).toString();
  return dice.isOneIn(3) ? text.replaceAll('%', dice.of(['%', '%25', '%2', ''] as const)) : text;
}

/** The media type and the body of a form with files, most of them out of shape. */
export function hostileMultipart(dice: Dice): { readonly type: string; readonly text: string } {
  const boundary = dice.of(['x', 'a'.repeat(70), 'b'.repeat(3_000), '', '(.*)+$', '"quoted"', 'ü', '--']);
  const newline = dice.of(['\r\n', '\r\n', '\n', '\r']);
  const part = () => `--${boundary}${newline}${headersOf(dice, newline)}${newline}${newline}${valueOf(dice)}${newline}`;
  const parts = dice.isOneIn(6) ? `--${boundary}${newline}`.repeat(dice.length(5_000)) : dice.some(8, part).join('');
  const end = dice.isOneIn(3) ? '' : `--${boundary}--${newline}`;
  const parameter = dice.isOneIn(6) ? '' : `; boundary=${dice.isOneIn(4) ? JSON.stringify(boundary) : boundary}`;
  return { type: `multipart/form-data${parameter}`, text: parts + end + (dice.isOneIn(5) ? parts : '') };
}

function headersOf(dice: Dice, newline: string): string {
  const disposition = `content-disposition: form-data; name="${nameOf(dice)}"`;
  return dice.of([
    disposition,
    `${disposition}; filename="${hostileText(dice, 60)}"${newline}content-type: application/json`,
    `${disposition}; filename*=UTF-8''%ff`,
    `${disposition}${newline}${disposition}`,
    'content-disposition: form-data',
    `x: ${'y'.repeat(dice.length(20_000))}`,
    '',
  ]);
}

function nameOf(dice: Dice): string {
  return dice.isOneIn(3) ? hostileText(dice, 60) : dice.of(FIELDS);
}

function valueOf(dice: Dice): string {
  return dice.isOneIn(2) ? hostileJson(dice) : hostileText(dice, 300);
}
