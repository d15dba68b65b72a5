#!/usr/bin/env node
// Writes docs/reference/errors.md and docs/reference/metrics.md from the built code:
//   node apps/hub/scripts/write-references.mjs [--check]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ERROR_CODES } from '@kanca/core';
import prettier from 'prettier';
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

for (const [file, lines] of Object.entries({ 'errors.md': errors, 'metrics.md': metrics })) {
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
