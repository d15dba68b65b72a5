import { describe, expect, it } from '@jest/globals';
import { github } from '../github/index.js';
import { slack } from '../slack/index.js';
import { ReceiverRegistry } from './receiver-registry.js';

describe('ReceiverRegistry', () => {
  it('knows the receivers of its own hub only', () => {
    const [one, other] = [new ReceiverRegistry(), new ReceiverRegistry()];
    one.add(github);
    one.add(github);
    expect(one.all()).toEqual([github]);
    expect(other.all()).toEqual([]);
  });

  it('refuses two receivers for one URL', () => {
    const registry = new ReceiverRegistry();
    registry.add(github);
    expect(() => {
      registry.add({ ...github });
    }).toThrow('There are two receivers named "github"');
  });

  it('finds a receiver in any case, and says which there are', () => {
    const registry = new ReceiverRegistry();
    registry.add(github);
    registry.add(slack);
    expect(registry.require('GitHub')).toBe(github);
    expect(() => registry.require('gitlab')).toThrow('There is no receiver "gitlab": there are github, slack.');
  });

  it('refuses a source without a secret', () => {
    const registry = new ReceiverRegistry();
    expect(() => {
      registry.addSource(slack, { secrets: [] });
    }).toThrow('A source of slack was registered without a secret: give it the signingSecret of Slack');
    registry.addSource(slack, { secrets: ['a'], name: 'acme' });
    expect(registry.sources()).toEqual([{ provider: 'slack', name: 'acme', secrets: ['a'], options: {} }]);
  });
});
