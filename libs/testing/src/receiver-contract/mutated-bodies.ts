const ALL_BELOW = 512;
const SAMPLES = 256;

/** The body with one byte changed: every byte of a small one, and many spread over a large one, its first and last among them. */
export function* mutatedBodies(body: Buffer): Generator<Buffer> {
  const step = body.length <= ALL_BELOW ? 1 : (body.length - 1) / (SAMPLES - 1);
  for (let place = 0; place < body.length; place += step) {
    const at = Math.min(Math.round(place), body.length - 1);
    const changed = Buffer.from(body);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    yield changed;
  }
}
