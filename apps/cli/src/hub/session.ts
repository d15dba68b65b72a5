import { writeExactJson } from '@kanca/core';
import type { Command } from 'commander';
import { ApiClient } from './api-client.js';
import { inFlags } from './flag-names.js';
import { printJson, printLines } from '../output/print.js';

/** What every command shares: the hub to talk to, and how to print. */
export interface Session {
  readonly api: ApiClient;
  /** Prints a result: JSON when asked for it, else the lines. */
  readonly print: (result: unknown, lines: readonly string[]) => void;
  readonly isJson: boolean;
}

export function sessionOf(command: Command): Session {
  const isJson = command.optsWithGlobals<{ readonly json?: boolean }>().json ?? false;
  return {
    api: new ApiClient(process.env['KANCA_URL'], process.env['KANCA_KEY'], (detail, fields) =>
      inFlags(command, detail, fields),
    ),
    isJson,
    print: (result, lines) => {
      if (isJson) printJson(writeExactJson(result));
      else printLines(lines);
    },
  };
}
