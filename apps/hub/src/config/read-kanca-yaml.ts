import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ConfigProblem } from './config-problem.js';

type Env = Readonly<Record<string, string | undefined>>;

const DEFAULT_FILE = 'kanca.yaml';
const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

export interface ConfigFile {
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly problems: readonly ConfigProblem[];
}

/** Reads `kanca.yaml` (or the file that `KANCA_CONFIG` names) and puts the environment in for `${NAME}`. */
export function readConfigFile(env: Env): ConfigFile {
  const name = env['KANCA_CONFIG'] ?? DEFAULT_FILE;
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    // Nobody asked for the default file, so it may be missing.
    if (env['KANCA_CONFIG'] === undefined) return { name, content: {}, problems: [] };
    return failed(name, `a file that can be read (${error instanceof Error ? error.message : String(error)})`);
  }
  try {
    const parsed: unknown = parse(text) ?? {};
    if (!isRecord(parsed)) return failed(name, 'names with values at the top of the file');
    const problems: ConfigProblem[] = [];
    const content = expand(parsed, name, env, problems);
    return { name, content: isRecord(content) ? content : {}, problems };
  } catch (error) {
    return failed(name, `YAML (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)})`);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expand(value: unknown, path: string, env: Env, problems: ConfigProblem[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => expand(item, `${path}.${String(index)}`, env, problems));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, expand(inner, `${path}.${key}`, env, problems)]),
    );
  if (typeof value !== 'string') return value;
  return value.replace(VARIABLE, (whole, name: string) => {
    const given = env[name];
    if (given !== undefined) return given;
    problems.push({ name: path, value: whole, expected: `the variable ${name} to be set`, example: `${name}=…` });
    return '';
  });
}

function failed(name: string, expected: string): ConfigFile {
  return {
    name,
    content: {},
    problems: [{ name, value: name, expected, example: 'port: 3000' }],
  };
}
