import { describe, expect, it } from '@jest/globals';
import { azureDevops } from '../azure-devops/index.js';
import { catalogue } from '../catalogue.gen.js';
import { github } from '../github/index.js';
import { slack } from '../slack/index.js';
import { ASPNET_NAMES } from './aspnet-names.js';
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

  it('finds a receiver in any case, and says which may have been meant', () => {
    const registry = new ReceiverRegistry();
    registry.add(github);
    registry.add(slack);
    expect(registry.require('GitHub')).toBe(github);
    expect(() => registry.require('githb')).toThrow('There is no provider "githb": did you mean github?');
    expect(() => registry.require('zzzzzz')).toThrow(
      'There is no provider "zzzzzz": GET /api/v1/providers lists the names there are.',
    );
  });

  it("knows a receiver by ASP.NET's name for it, unless one of that very name is there", () => {
    const registry = new ReceiverRegistry();
    registry.add(azureDevops);
    expect(registry.find('VSTS')).toBe(azureDevops);
    expect(registry.find('genericjson')).toBeUndefined();
    const own = { ...github, name: 'vsts' };
    registry.add(own);
    expect(registry.find('VSTS')).toBe(own);
  });

  it("has every receiver that ASP.NET's names stand for", () => {
    const names = catalogue.map(({ receiver }) => receiver.name);
    for (const [old, name] of ASPNET_NAMES) expect([old, names]).toEqual([old, expect.arrayContaining([name])]);
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
