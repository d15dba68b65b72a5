import { catalogue, ReceiverRegistry } from '@kanca/receivers';
import { CommandFailed } from '../output/command-failed.js';
import { ownModules } from '../receivers/own-modules.js';
import type { ScaffoldNames } from './names.js';

/** @throws CommandFailed when a receiver has the name: a hub with both would not start */
export async function assertReceiverNameIsFree({ folder }: ScaffoldNames, warn: (line: string) => void): Promise<void> {
  const receivers = new ReceiverRegistry();
  for (const { receiver } of catalogue) receivers.add(receiver);
  const known = receivers.find(folder);
  if (known !== undefined)
    throw new CommandFailed(
      `Kanca has a receiver for ${known.title} already, ${known.name}: use it, or choose another name.`,
    );
  const own = await ownModulesOrNone(warn);
  const mine = own.receivers.find(({ name }) => name === folder);
  if (mine !== undefined)
    throw new CommandFailed(
      `One of your modules (KANCA_MODULES) has a receiver named ${mine.name} already: choose another name.`,
    );
}

/** @throws CommandFailed when a provider's class has the name: the deliveries of a handler are kept by the name of its class */
export async function assertHandlerNameIsFree({ type }: ScaffoldNames, warn: (line: string) => void): Promise<void> {
  const { providers } = await ownModulesOrNone(warn);
  if (providers.includes(type))
    throw new CommandFailed(
      `One of your modules (KANCA_MODULES) has a class ${type} already, and handlers are known by their class: choose another name.`,
    );
}

/** A module that is not written yet may be named already: that must not stop anybody from writing it. */
async function ownModulesOrNone(warn: (line: string) => void): ReturnType<typeof ownModules> {
  try {
    return await ownModules();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    warn(`Names could not be compared with those of your modules. ${error.message}`);
    return { receivers: [], providers: [] };
  }
}
