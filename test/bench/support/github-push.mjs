import { createHmac } from 'node:crypto';
import examples from '@octokit/webhooks-examples' with { type: 'json' };

export const SECRET = 'bench-github-secret';

/** A real push of GitHub's own examples, cut or filled to the size that the figures are quoted for. */
export function githubPush(bytes = 7_678) {
  const example = examples.find(({ name }) => name === 'push').examples[0];
  const bare = JSON.stringify(example);
  const body =
    bare.length >= bytes ? bare : JSON.stringify({ ...example, filler: 'x'.repeat(bytes - bare.length - 12) });
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  return { body, signature };
}
