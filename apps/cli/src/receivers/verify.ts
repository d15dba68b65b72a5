import { unknownSettings } from '@kanca/receivers';
import { inboundRequest, inspectRequest, sourceSettings, utcTime } from '@kanca/receivers/kit';
import type { ReceiverDefinition } from '@kanca/receivers';
import type { Command } from 'commander';
import { documentsOf, publicClient } from './documents-of.js';
import { CommandFailed } from '../output/command-failed.js';
import type { VerifyOptions } from './verify-options.js';
import { readBytes, readJson, readSecret, readText } from '../input/read-data.js';
import { receiverOf } from './receiver-of.js';
import { sessionOf } from '../hub/session.js';
import { printRemark } from '../output/print.js';

/** What a settings file may hold besides the settings of a source: documents, answers, and comments. */
const BESIDE_THE_SOURCE = /^(?:certificates|stub|id|\/\/.*)$/;

interface Captured {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** Says whether the captured request is genuine and what it becomes; the exit code is 1 when it is not. */
export async function verify(provider: string, options: VerifyOptions, command: Command): Promise<void> {
  const receiver = await receiverOf(provider);
  const config =
    options.config === undefined ? {} : (readJson(`@${options.config}`, '--config') as Record<string, unknown>);
  warnOfUnknown(receiver, config);
  const { secrets, options: settings } = sourceSettings(receiver, config);
  const captured = readCaptured(options);
  const { origin } = new URL(captured.url, 'http://localhost');
  const client = publicClient();
  const documents = documentsOf(config, client);
  const result = await inspectRequest(
    receiver,
    {
      secrets: [...(options.secret ?? []).map(readSecret), ...secrets],
      options: settings,
      publicUrl: origin,
      documents,
    },
    inboundRequest(captured),
    readTime(options.at),
  );
  await client.close();
  const session = sessionOf(command);
  session.print(
    result,
    result.ok
      ? [
          `genuine (${result.assurance}${unsignedNote(result.unsigned)})`,
          ...result.events.map(
            ({ type, id, remark }) => `  ${type}  ${id}${remark === undefined ? '' : `  ${remark}`}`,
          ),
        ]
      : [`refused: ${result.code ?? ''}`, `  ${result.diagnosis ?? ''}`],
  );
  if (!result.ok) process.exitCode = 1;
}

function unsignedNote(unsigned: readonly string[]): string {
  if (unsigned.length === 0) return '';
  return `; ${unsigned.join(' and ')} ${unsigned.length === 1 ? 'is' : 'are'} not signed`;
}

/** A key that nobody reads is most likely a slip of the pen, and without it there would seem to be no secret. */
function warnOfUnknown(receiver: ReceiverDefinition, config: Readonly<Record<string, unknown>>): void {
  const settings = Object.entries(config).filter(([name]) => !BESIDE_THE_SOURCE.test(name));
  for (const { field, problem } of unknownSettings(receiver, Object.fromEntries(settings)))
    printRemark(`--config: ${field} ${problem}.`);
}

function readCaptured({ request, headers, body, url, method }: VerifyOptions): Captured {
  if (request !== undefined) {
    const parsed = readJson(`@${request}`, '--request') as {
      method?: string;
      url?: string;
      headers?: Record<string, string | readonly string[]>;
      bodyBase64?: string;
    };
    return {
      method: parsed.method ?? 'POST',
      url: parsed.url ?? '/',
      headers: parsed.headers ?? {},
      body: Buffer.from(parsed.bodyBase64 ?? '', 'base64'),
    };
  }
  if (headers === undefined || body === undefined)
    throw new CommandFailed('Give the request as --request file, or as --headers file and --body file.');
  return { method: method ?? 'POST', url: url ?? '/', headers: readHeaders(readText(headers)), body: readBytes(body) };
}

/** A header that came twice is kept twice: the hub refuses a signature that did. */
function readHeaders(text: string): Captured['headers'] {
  if (text.trimStart().startsWith('{')) return readJson(text, '--headers') as Captured['headers'];
  const headers = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/).filter((line) => line.includes(':'))) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(at + 1).trim()]);
  }
  return Object.fromEntries(headers);
}

function readTime(at: string | undefined): number {
  if (at === undefined) return Date.now();
  const ms = /^\d+$/.test(at) ? Number(at) : (utcTime(at)?.getTime() ?? Number.NaN);
  if (!Number.isFinite(ms))
    throw new CommandFailed(`--at takes an RFC 3339 time or unix milliseconds, got ${JSON.stringify(at)}.`);
  return ms;
}
