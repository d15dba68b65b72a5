import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { issueCertificate } from './issue-certificate.js';

const validFrom = new Date('2026-01-01T00:00:00Z');
const validTo = new Date('2051-06-30T12:30:59Z');
const pairOf = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('issueCertificate', () => {
  const root = pairOf();
  const authority = { name: 'An authority', key: root.privateKey };
  const rootCertificate = new X509Certificate(
    issueCertificate({ ...authority, isAuthority: true, validFrom, validTo, issuer: authority }),
  );

  it('makes an authority that stands for itself', () => {
    expect(rootCertificate.ca).toBe(true);
    expect(rootCertificate.subject).toBe('CN=An authority');
    expect(rootCertificate.checkIssued(rootCertificate)).toBe(true);
    expect(rootCertificate.verify(root.publicKey)).toBe(true);
    expect(new Date(rootCertificate.validFrom)).toEqual(validFrom);
    expect(new Date(rootCertificate.validTo)).toEqual(validTo);
  });

  it.each(['rsa', 'ec'] as const)('makes a certificate for a key (%s) that an authority stands for', (kind) => {
    const { publicKey, privateKey } = kind === 'ec' ? pairOf() : generateKeyPairSync('rsa', { modulusLength: 2_048 });
    for (const key of [publicKey, privateKey]) {
      const pem = issueCertificate({
        name: 'çanta.example',
        key,
        isAuthority: false,
        validFrom,
        validTo,
        issuer: authority,
      });
      const certificate = new X509Certificate(pem);
      expect(certificate.ca).toBe(false);
      expect(certificate.subject).toBe('CN=çanta.example');
      expect(certificate.publicKey.equals(publicKey)).toBe(true);
      expect(certificate.checkIssued(rootCertificate)).toBe(true);
      expect(certificate.verify(root.publicKey)).toBe(true);
      expect(certificate.verify(pairOf().publicKey)).toBe(false);
    }
  });

  it('never gives two certificates one number', () => {
    const request = { ...authority, isAuthority: true, validFrom, validTo, issuer: authority };
    const numbers = [1, 2, 3].map(() => new X509Certificate(issueCertificate(request)).serialNumber);
    expect(new Set(numbers).size).toBe(3);
  });
});
