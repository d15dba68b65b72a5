import { didYouMean } from '@kanca/core';
import { catalogue, ReceiverRegistry, type ReceiverDefinition } from '@kanca/receivers';
import { CommandFailed } from '../output/command-failed.js';
import { ownModules } from './own-modules.js';

/**
 * The receiver of a provider: one that Kanca brings, else one of the user's own modules, which are loaded only then.
 * @throws CommandFailed naming the providers that may have been meant
 */
export async function receiverOf(provider: string): Promise<ReceiverDefinition> {
  const receivers = new ReceiverRegistry();
  for (const { receiver } of catalogue) receivers.add(receiver);
  const known = receivers.find(provider);
  if (known !== undefined) return known;
  for (const receiver of (await ownModules()).receivers) receivers.add(receiver);
  const own = receivers.find(provider);
  if (own !== undefined) return own;
  const names = receivers.all().map(({ name }) => name);
  const hint = didYouMean(provider, names) || 'kanca providers ls lists the names that a hub knows.';
  throw new CommandFailed(
    `There is no provider ${JSON.stringify(provider.slice(0, 64))}: ${hint} A receiver of your own is found through KANCA_MODULES.`,
  );
}
