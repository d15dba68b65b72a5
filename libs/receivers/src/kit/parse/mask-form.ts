import { BLOT } from '../blot.js';

/**
 * A form with the values of one field blotted out, and every other byte as it was; the very same buffer when there is no such field.
 * @example maskForm(Buffer.from('token=s3cret&a=1'), 'token') // token=%5Bredacted%5D&a=1
 */
export function maskForm(body: Buffer, field: string): Buffer {
  const text = body.toString('latin1');
  const masked = text
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      return nameOf(name) === field ? `${name}=${encodeURIComponent(BLOT)}` : pair;
    })
    .join('&');
  return masked === text ? body : Buffer.from(masked, 'latin1');
}

function nameOf(written: string): string {
  const bytes = Buffer.from(written.replaceAll('+', ' '), 'latin1').toString('utf8');
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
}
