import { KancaError } from '@kanca/core';
import type { BodyFormat, Payload } from '../kit/built-in.js';

const EXAMPLE = 'Hello, World!';

/**
 * The one text that GitHub's documentation prints with its signature, so that people can try their set-up with it. GitHub itself sends JSON
 * and forms only, so any other text is refused. Source: docs.github.com, "Validating webhook deliveries", testing.
 */
export const documentationExample: BodyFormat = Object.freeze({
  kind: 'documentation_example',
  mediaType: 'application/json',
  accepts: (mediaType) => mediaType === 'text/plain',
  parse(body): Payload {
    if (body.toString('latin1') !== EXAMPLE)
      throw new KancaError(
        'unsupported_media_type',
        'The body is "text/plain"; application/json or application/x-www-form-urlencoded is read here.',
      );
    return { value: EXAMPLE, json: Buffer.from(JSON.stringify(EXAMPLE)) };
  },
} satisfies BodyFormat);
