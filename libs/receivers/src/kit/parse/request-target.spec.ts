import { describe, expect, it } from '@jest/globals';
import { isIncomingPath, readIncomingPath } from '../ingress/incoming-path.js';
import { originForm, queryOf } from './request-target.js';
import { inboundRequest } from '../pipeline/inbound-request.js';

describe('a request target', () => {
  it.each([
    ['/a?b=1', '/a?b=1'],
    ["http://hooks.example:8443/a?name=O'hara", "/a?name=O'hara"],
    ['HTTPS://hooks.example', '/'],
    ['http://hooks.example?x=1', '/?x=1'],
    ['//api/x', '//api/x'],
    ['*', '/*'],
  ])('%s is %s to the server, as it was sent', (target, expected) => {
    expect(originForm(target)).toBe(expected);
  });

  it.each([
    'http://hooks.example/api/webhooks/incoming/github/acme?x=1',
    '//api/webhooks/incoming/github/acme',
    'https://hooks.example//API/webhooks/incoming/github/acme/',
  ])('%s names its source', (target) => {
    expect(isIncomingPath(target)).toBe(true);
    expect(readIncomingPath(target)).toEqual({ provider: 'github', id: 'acme' });
  });

  it.each(['http://hooks.example/api/v1/events', '//api/webhooks/incomingx', 'http://evil/?/api/webhooks/incoming/x'])(
    '%s does not belong to the ingress',
    (target) => {
      expect(isIncomingPath(target)).toBe(false);
    },
  );

  it('is the signed text, character by character, for a captured request as for a live one', () => {
    const { url, query } = inboundRequest({ url: "https://hooks.example.com/x/../y?name=William+O'hara&a=%7e#top" });
    expect(url).toBe("/x/../y?name=William+O'hara&a=%7e#top");
    expect(query.get('name')).toBe("William O'hara");
    expect(queryOf('/x')).toEqual(new URLSearchParams());
  });
});
