/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** The variable, or the path in the file: `KANCA_ROLES`, `kanca.yaml: sources.0.secrets`. */
  readonly name: string;
  /** As given; masked when it may be a secret. */
  readonly value: string;
  readonly expected: string;
  readonly example: string;
}

/** Stops the start, with everything that must be mended. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(
      [
        `The configuration has ${problems.length === 1 ? 'one problem' : `${String(problems.length)} problems`}:`,
        ...problems.map(
          ({ name, value, expected, example }) =>
            `  ${name}\n    is        ${value}\n    expected  ${expected}\n    example   ${example}`,
        ),
      ].join('\n'),
    );
  }
}

const SECRET_NAME = /key|secret|password|token|database_?url|nats_?url|egress_?proxy/i;
const SHOWN_LENGTH = 80;

/** A value fit for an error message. */
export function maskedValue(name: string, value: unknown): string {
  if (value === undefined) return '(not set)';
  if (SECRET_NAME.test(name)) return '•••••• (hidden)';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
