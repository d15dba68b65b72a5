const ZERO = 0x30;
const NINE = 0x39;

/**
 * Other bytes that are as well-formed as these: the last digit is another one. It is in the data where there is a digit in the data,
 * so an endpoint that checks only a part of the body, or the body after it was parsed and written again, is found out too.
 */
export function tamperedBody(body: Buffer): Buffer {
  const tampered = Buffer.from(body);
  for (let index = tampered.length - 1; index >= 0; index--) {
    const byte = tampered[index] ?? 0;
    if (byte < ZERO || byte > NINE) continue;
    // Never to 0: `10` must not become `00`.
    tampered[index] = byte === NINE ? ZERO + 8 : byte + 1;
    return tampered;
  }
  return Buffer.concat([body, Buffer.from(' ')]);
}
