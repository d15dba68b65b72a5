import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SystemResolver } from './system-resolver.js';

const A = 1;
const AAAA = 28;
const NXDOMAIN = 3;

/** A name server on loopback: `*.silent.test` is never answered, `four.test` and a few below `known.test` have 192.0.2.1, `both.test` has an IPv6 address too. */
class NameServer {
  readonly asked: string[] = [];
  private readonly socket: Socket = createSocket('udp4');

  async open(): Promise<string> {
    this.socket.on('message', (question, from) => {
      const { name, type, end } = nameAndType(question);
      this.asked.push(name);
      if (name.endsWith('silent.test') || (name === 'half.test' && type === AAAA)) return;
      this.socket.send(answerTo(question, end, this.addressOf(name, type)), from.port, from.address);
    });
    this.socket.bind(0, '127.0.0.1');
    await once(this.socket, 'listening');
    return `127.0.0.1:${String(this.socket.address().port)}`;
  }

  close(): void {
    this.socket.close();
  }

  private addressOf(name: string, type: number): Buffer | null | undefined {
    if (!/^(four|both|half)\.test$|^(orders|a|b)\.known\.test$/.test(name)) return undefined;
    if (type === A) return Buffer.from([192, 0, 2, 1]);
    return name === 'both.test' && type === AAAA ? Buffer.from('20010db8000000000000000000000001', 'hex') : null;
  }
}

describe('SystemResolver', () => {
  const nameServer = new NameServer();
  let folder: string;
  let resolver: SystemResolver;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kanca-resolver-'));
    const hostsFile = path.join(folder, 'hosts');
    const resolvConf = path.join(folder, 'resolv.conf');
    await writeFile(hostsFile, '10.1.2.3 billing.test\n');
    await writeFile(resolvConf, 'search first.test known.test\noptions ndots:1\n');
    resolver = new SystemResolver({ hostsFile, resolvConf, servers: [await nameServer.open()] });
  });

  afterAll(async () => {
    nameServer.close();
    await rm(folder, { recursive: true });
  });

  it('gives the addresses of both families', async () => {
    expect(await resolver.resolve('four.test')).toEqual(['192.0.2.1']);
    expect([...(await resolver.resolve('both.test'))].sort()).toEqual(['192.0.2.1', '2001:db8::1']);
  });

  it('reads the hosts file first, and asks nobody then', async () => {
    expect(await resolver.resolve('billing.test')).toEqual(['10.1.2.3']);
    expect(nameServer.asked).not.toContain('billing.test');
  });

  it('tries a short name in the search domains', async () => {
    expect(await resolver.resolve('orders')).toEqual(['192.0.2.1']);
    expect(nameServer.asked).toEqual(expect.arrayContaining(['orders.first.test', 'orders.known.test']));
  });

  it('says that a name does not exist', async () => {
    await expect(resolver.resolve('nobody.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('is content with the family that is answered', async () => {
    expect(await resolver.resolve('half.test')).toEqual(['192.0.2.1']);
  });

  it('answers for a healthy name at once while the server of 50 others is silent', async () => {
    const silent = Array.from({ length: 50 }, (_, index) => resolver.resolve(`x${String(index)}.silent.test`));
    const given = Promise.allSettled(silent);
    const start = performance.now();
    expect(await resolver.resolve('a.known.test')).toEqual(['192.0.2.1']);
    expect(performance.now() - start).toBeLessThan(900);
    const answers = await given;
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'rejected'));
  });

  it('asks once for calls at the same time', async () => {
    nameServer.asked.length = 0;
    await Promise.all([resolver.resolve('b.known.test'), resolver.resolve('b.known.test')]);
    expect(nameServer.asked).toEqual(['b.known.test', 'b.known.test']);
  });
});

function nameAndType(question: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = question.readUInt8(at); length > 0; length = question.readUInt8(at)) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: question.readUInt16BE(at + 1), end: at + 5 };
}

/** @param address null: the name has none of this family; undefined: there is no such name */
function answerTo(question: Buffer, end: number, address: Buffer | null | undefined): Buffer {
  const head = Buffer.alloc(12);
  question.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180 | (address === undefined ? NXDOMAIN : 0), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(address ? 1 : 0, 6);
  const asked = question.subarray(12, end);
  if (!address) return Buffer.concat([head, asked]);
  const record = Buffer.alloc(12);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(address.length === 4 ? A : AAAA, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt16BE(address.length, 10);
  return Buffer.concat([head, asked, record, address]);
}
