import { describe, expect, it } from '@jest/globals';
import { storableText } from './storable-text.js';

describe('storableText', () => {
  it('takes out what PostgreSQL cannot hold, and what garbles a log', () => {
    expect(storableText('a\u0000b\u001b[31m\ud800c\udc00\u0085')).toBe('a\ufffdb\ufffd[31m\ufffdc\ufffd\ufffd');
  });

  it('leaves everything else', () => {
    const text = 'tab\there,\r\nGrüße, 日本語, 🙂';
    expect(storableText(text)).toBe(text);
  });
});
