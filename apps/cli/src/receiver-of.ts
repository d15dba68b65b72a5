import { catalogue, type ReceiverDefinition } from '@kanca/receivers';
import { CommandFailed } from './command-failed.js';

/** @throws CommandFailed naming the providers there are */
export function receiverOf(provider: string): ReceiverDefinition {
  const found = catalogue.find(({ receiver }) => receiver.name === provider.toLowerCase());
  if (found === undefined)
    throw new CommandFailed(
      `There is no provider ${JSON.stringify(provider)}: there are ${catalogue.map(({ receiver }) => receiver.name).join(', ')}.`,
    );
  return found.receiver;
}
