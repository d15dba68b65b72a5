/** Every way that we know to write one IPv4 address as the host of a URL, or inside an IPv6 address that leads to it. */
export function spellingsOf(ipv4: number): { readonly asIpv4: string[]; readonly insideIpv6: string[] } {
  const octets = [24, 16, 8, 0].map((shift) => (ipv4 >>> shift) & 0xff);
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  const dotted = octets.join('.');
  const high = (ipv4 >>> 16).toString(16);
  const low = (ipv4 & 0xffff).toString(16);
  const inverted = ~ipv4 >>> 0;
  return {
    asIpv4: [
      dotted,
      `${dotted}.`,
      String(ipv4),
      `0x${ipv4.toString(16)}`,
      `0X${ipv4.toString(16).toUpperCase()}`,
      `0${ipv4.toString(8)}`,
      octets.map((octet) => `0x${octet.toString(16)}`).join('.'),
      octets.map((octet) => `0${octet.toString(8)}`).join('.'),
      `${String(a)}.${String((b << 16) | (c << 8) | d)}`,
      `${String(a)}.${String(b)}.${String((c << 8) | d)}`,
      octets.map((octet) => `%3${String(octet).split('').join('%3')}`).join('%2e'),
      dotted.replaceAll('.', '\u3002'),
      Array.from(dotted)
        .map((character) => (character === '.' ? '\uff0e' : String.fromCodePoint(character.charCodeAt(0) + 0xfee0)))
        .join(''),
      `[::ffff:${dotted}]`,
      `[::FFFF:${high.toUpperCase()}:${low.toUpperCase()}]`,
      `[0:0:0:0:0:ffff:${high}:${low}]`,
      `[0000:0000:0000:0000:0000:ffff:${high.padStart(4, '0')}:${low.padStart(4, '0')}]`,
    ],
    insideIpv6: [
      `64:ff9b::${dotted}`,
      `64:ff9b::${high}:${low}`,
      `64:FF9B:0:0:0:0:${high.toUpperCase()}:${low.toUpperCase()}`,
      `64:ff9b:1::${high}:${low}`,
      `::${high}:${low}`,
      `::ffff:0:${high}:${low}`,
      `2002:${high}:${low}::1`,
      `2001:0:${high}:${low}::1`,
      `2001:0:808:808:0:0:${(inverted >>> 16).toString(16)}:${(inverted & 0xffff).toString(16)}`,
      `2a00:1450::5efe:${high}:${low}`,
      `2a00:1450::200:5efe:${high}:${low}`,
      `fe80::5efe:${high}:${low}`,
    ],
  };
}
