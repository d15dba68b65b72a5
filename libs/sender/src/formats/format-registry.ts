import { didYouMean, KancaError } from '@kanca/core';
import { parseSecret } from '@kanca/signing';
import { aspnet } from './aspnet.format.js';
import { cloudevents } from './cloudevents.format.js';
import { fastcomments } from './fastcomments.format.js';
import type { Format } from './format.js';
import { raw } from './raw.format.js';
import { standard } from './standard.format.js';

/** The formats that every hub has. */
export const BUILT_IN_FORMATS: readonly Format[] = [standard, cloudevents, aspnet, fastcomments, raw];

/** The formats of one hub: those that it comes with, and those that its modules brought along. Filled while the modules are made. */
export class FormatRegistry {
  private readonly formats = new Map(BUILT_IN_FORMATS.map((format) => [format.name, format]));

  /** @throws Error when another format has the name */
  add(format: Format): void {
    const known = this.formats.get(format.name);
    if (known !== undefined && known !== format)
      throw new Error(`There are two formats named ${JSON.stringify(format.name)}: give yours another name.`);
    this.formats.set(format.name, format);
  }

  /** @throws KancaError `invalid_request` that lists the names there are */
  require(name: string): Format {
    const format = this.formats.get(name);
    if (format !== undefined) return format;
    const hint = didYouMean(name, this.names());
    const given = JSON.stringify(name.slice(0, 64)) + (hint === '' ? '' : ` (${hint})`);
    const problem = `${given} is no format: there are ${this.names().join(', ')}`;
    throw new KancaError('invalid_request', `format: ${problem}.`, { problems: [{ field: 'format', problem }] });
  }

  all(): readonly Format[] {
    return [...this.formats.values()];
  }

  names(): readonly string[] {
    return [...this.formats.keys()];
  }
}

/**
 * The key in a secret, as the format reads it.
 * @throws KancaError `invalid_request` that never shows the secret
 */
export function readSecret(format: Format, secret: string): Buffer {
  return (format.readSecret ?? parseSecret)(secret);
}
