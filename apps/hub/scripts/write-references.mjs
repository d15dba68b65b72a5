#!/usr/bin/env node
// Writes docs/reference/errors.md, metrics.md and subscription-settings.md, and the table of configuration.md, from the built code:
//   node apps/hub/scripts/write-references.mjs [--check]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ERROR_CODES } from '@kanca/core';
import { eachSetting } from '@kanca/sender/settings';
import prettier from 'prettier';
import { SIGNATURES_ABOUT } from '../dist/api/subscriptions/signatures.js';
import { SETTINGS } from '../dist/config/variables.js';
import { Metrics } from '../dist/observability/metrics.js';

const FOLDER = new URL('../../../docs/reference/', import.meta.url);

const errors = [
  '# Error codes',
  '',
  'Every error of the HTTP interface is a problem document (RFC 9457, `application/problem+json`). Its `code` is stable: branch on it, and show `detail` to',
  'people. Made from the code by `apps/hub/scripts/write-references.mjs`.',
  '',
  '| code | status | meaning | what to do |',
  '| --- | --- | --- | --- |',
  ...Object.entries(ERROR_CODES).map(
    ([code, { status, title, remedy }]) => `| \`${code}\` | ${status} | ${title}. | ${remedy} |`,
  ),
  '',
];

const described = (await new Metrics().registry.getMetricsAsJSON()).filter(({ name }) => name.startsWith('kanca_'));
const labelsOf = (name) => new Metrics().registry.getSingleMetric(name).labelNames;
const metrics = [
  '# Metrics',
  '',
  '`GET /metrics` gives them in the text format of Prometheus, together with those of the Node process (`process_*`, `nodejs_*`). Each label has a bounded set',
  'of values. Made from the code by `apps/hub/scripts/write-references.mjs`.',
  '',
  '| metric | type | labels | meaning |',
  '| --- | --- | --- | --- |',
  ...described.map(({ name, type, help }) => {
    const labels = labelsOf(name).map((label) => `\`${label}\``);
    return `| \`${name}\` | ${type} | ${labels.join(', ')} | ${help} |`;
  }),
  '',
];

const VALUES = {
  text: ({ max }) => `text of up to ${max} characters`,
  whole: ({ min, max }) => `whole number from ${min} to ${max}`,
  number: ({ min, max, unit }) => `number from ${min} to ${max} (${unit})`,
  flag: () => '`true` or `false`',
  oneOf: ({ values }) => values.map((value) => `\`${value}\``).join(' or '),
  wholes: ({ min, max, most }) => `up to ${most} whole numbers from ${min} to ${max}`,
  object: ({ fields }) =>
    Object.entries(fields)
      .map(([name, { min, max }]) => `\`${name}\`: ${min} to ${max}`)
      .join(', '),
  properties: ({ maxBytes }) => `object of up to ${maxBytes} bytes as JSON`,
  signatures: ({ min, max }) => `${min} to ${max} signatures`,
  transformation: ({ max }) => `\`code\`: up to ${max} bytes of JavaScript`,
  format: () => 'name of a format',
  headers: () => 'names with texts',
  retryPolicy: () => 'retry policy',
  where: () => 'JSON filter',
  eventPath: () => 'path into an event',
  auth: () => 'credentials at the endpoint',
};
/** What the descriptions do not say, for it depends on the hub. */
const OF_THE_HUB = { signatures: SIGNATURES_ABOUT, enabled: 'false: its deliveries are held.' };
const settings = [
  '# Settings of a subscription',
  '',
  'An owner may change each of them at any time: in the API (`POST` and `PATCH /api/v1/subscriptions`), in `kanca.yaml`, and where it has an option, with',
  '`kanca subscriptions create` and `update`. Made from the code by `apps/hub/scripts/write-references.mjs`.',
  '',
  '| setting | values | default | option | meaning |',
  '| --- | --- | --- | --- | --- |',
  ...eachSetting().map(([name, { type, nullable, default: otherwise, about, option }]) => {
    const sentence =
      (typeof about === 'object' ? (about.given ?? about.shown) : about) ?? option?.help ?? OF_THE_HUB[name] ?? '';
    const values = VALUES[type.kind](type) + (nullable ? ', or `null`' : '');
    const shown = otherwise === undefined ? '' : `\`${JSON.stringify(otherwise)}\``;
    return `| \`${name}\` | ${values} | ${shown} | ${option ? `\`${option.flags}\`` : ''} | ${sentence} |`;
  }),
  '',
];

const [BEGIN, END] = ['do not edit. -->\n', '\n<!-- end -->'];
const page = readFileSync(new URL('configuration.md', FOLDER), 'utf8');
const configuration = [
  page.slice(0, page.indexOf(BEGIN) + BEGIN.length),
  '| variable | in kanca.yaml | meaning | values | default |',
  '| --- | --- | --- | --- | --- |',
  ...Object.values(SETTINGS).map(
    ({ variable, key, meaning, expected, otherwise }) =>
      `| \`${variable}\` | \`${key}\` | ${meaning} | ${expected} | ${otherwise} |`,
  ),
  page.slice(page.indexOf(END)),
];

for (const [file, lines] of Object.entries({
  'configuration.md': configuration,
  'errors.md': errors,
  'metrics.md': metrics,
  'subscription-settings.md': settings,
})) {
  const target = new URL(file, FOLDER);
  const config = await prettier.resolveConfig(target.pathname);
  const text = await prettier.format(lines.join('\n'), { ...config, parser: 'markdown' });
  const isCurrent = existsSync(target) && readFileSync(target, 'utf8') === text;
  if (!process.argv.includes('--check')) {
    if (!isCurrent) writeFileSync(target, text);
  } else if (!isCurrent) {
    console.error(`docs/reference/${file} is stale: run node apps/hub/scripts/write-references.mjs`);
    process.exitCode = 1;
  }
}
