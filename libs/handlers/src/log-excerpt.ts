import type { NoteLevel } from '@kanca/core';

const MAX_LINES = 50;
const MAX_BYTES = 8 * 1024;
const MAX_TEXT = 1_000;

/**
 * The last lines that a handler logged during one attempt, to be shown with the attempt: at most 50 lines and 8 KiB. The last,
 * because that is where it failed.
 */
export class LogExcerpt {
  private readonly lines: { readonly json: string; readonly bytes: number }[] = [];
  private bytes = 0;
  private dropped = 0;

  add(level: NoteLevel, message: string, fields: Readonly<Record<string, unknown>>): void {
    const shown = Object.keys(fields).length === 0 ? {} : { fields: boundedFields(fields) };
    const json = JSON.stringify({ level, message: bounded(message), ...shown });
    const line = { json, bytes: Buffer.byteLength(json) };
    this.lines.push(line);
    this.bytes += line.bytes;
    while (this.lines.length > MAX_LINES || this.bytes > MAX_BYTES) {
      this.bytes -= this.lines.shift()?.bytes ?? 0;
      this.dropped++;
    }
  }

  /** As the detail of an attempt shows it; nothing when nothing was logged. `logDropped` counts the lines before the first. */
  detail(): Readonly<Record<string, unknown>> {
    if (this.lines.length === 0) return {};
    const log: readonly unknown[] = this.lines.map(({ json }): unknown => JSON.parse(json));
    return this.dropped === 0 ? { log } : { log, logDropped: this.dropped };
  }
}

/** The fields as they were at that moment; as the beginning of their JSON when they are large. */
function boundedFields(fields: Readonly<Record<string, unknown>>): unknown {
  try {
    const json = JSON.stringify(fields, readable);
    return json.length <= MAX_TEXT ? JSON.parse(json) : bounded(json);
  } catch (error) {
    return `not shown: ${bounded(error)}`;
  }
}

/** What JSON has no form for, or an empty one. */
function readable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Error ? `${value.name}: ${value.message}` : value;
}

function bounded(text: unknown): string {
  const all = String(text);
  return all.length > MAX_TEXT ? `${all.slice(0, MAX_TEXT)}…` : all;
}
