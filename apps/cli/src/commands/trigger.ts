import { Command, Option } from 'commander';
import { MODES, type TriggerOptions } from '../receivers/trigger-options.js';

/** `kanca trigger github push`: a signed sample event, through the front door. */
export function triggerCommand(): Command {
  return new Command('trigger')
    .description('Send a signed sample event: to a source of the hub, or to any URL with --to and --secret.')
    .argument('<provider>', 'github, stripe, slack, …')
    .argument('[event]', "one of the provider's samples (default: the first)")
    .addOption(new Option('--mode <mode>', 'genuine, or wrong in one way').choices(MODES).default('valid'))
    .option('--data <path=value...>', 'change fields of the sample; @file replaces it')
    .option('--source <id>', 'which source, when the provider has several: the last part of its URL')
    .option('--to <url>', 'send it there instead of to the hub')
    .option('--secret <secret>', 'the secret to sign with, @file or @-; goes with --to')
    .action(async (provider: string, event: string | undefined, options: TriggerOptions, command: Command) => {
      // The receivers are loaded by the commands that need them, so that the others start at once.
      const { trigger } = await import('../receivers/trigger.js');
      await trigger(provider, event, options, command);
    });
}
