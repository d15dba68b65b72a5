import { didYouMean } from '@kanca/core';

interface Listening {
  /** `DeployOnPush.deploy` */
  readonly name: string;
  /** Event type patterns. */
  readonly filters: readonly string[];
}

interface Known {
  readonly name: string;
  /** As the provider calls them. */
  readonly events: readonly string[];
}

/**
 * Sentences about handlers that probably listen for nothing: the compiler finds a misspelt name in TypeScript, but not in plain JavaScript.
 * Types that nobody knows are left alone unless a known one is near, for anything may be published.
 * @example ['Deploy.run listens for githb.push, and no receiver is called githb: did you mean github or gitlab?']
 */
export function misspeltHandlers(handlers: readonly Listening[], receivers: readonly Known[]): readonly string[] {
  const names = receivers.map(({ name }) => name);
  return handlers.flatMap(({ name, filters }) => {
    const sentences = filters.flatMap((filter) => {
      const pattern = filter.replace(/^!/, '').replace(/\.\*$/, '');
      const [provider = '', ...rest] = pattern.split('.');
      const receiver = receivers.find((known) => known.name === provider);
      if (receiver === undefined) {
        const hint = provider === '*' ? '' : didYouMean(provider, names);
        return hint === '' ? [] : [`${name} listens for ${pattern}, and no receiver is called ${provider}: ${hint}`];
      }
      const event = rest.join('.');
      const isKnown =
        event === '' ||
        event.includes('*') ||
        receiver.events.some((one) => one === event || one.startsWith(`${event}.`));
      const hint = isKnown ? '' : didYouMean(event, receiver.events);
      return hint === '' ? [] : [`${name} listens for ${pattern}, and ${provider} sends no ${event}: ${hint}`];
    });
    return [...new Set(sentences)];
  });
}
