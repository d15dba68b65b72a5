import { Command } from 'commander';
import type { VerifyOptions } from '../receivers/verify-options.js';

/** `kanca verify github --secret s --request captured.json`: needs no hub. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('Say whether a captured request is genuine and what it becomes, or why not. Needs no hub.')
    .argument('<provider>', 'github, stripe, slack, …, or a receiver of your own')
    .option('--secret <secret...>', 'the secret, @file or @-; may be given more than once')
    .option('--config <file>', "the source's settings as JSON: the provider's own names")
    .option('--request <file>', '{ method, url, headers, bodyBase64 } as JSON')
    .option('--headers <file>', 'headers as a JSON object, or as "name: value" lines')
    .option('--body <file>', 'the exact bytes')
    .option('--url <url>', 'the URL that the provider called')
    .option('--method <method>', 'how the provider called it (default: POST)')
    .option('--at <time>', 'when it arrived: RFC 3339 or unix milliseconds (default: now)')
    .action(async (provider: string, options: VerifyOptions, command: Command) => {
      // The receivers are loaded by the commands that need them, so that the others start at once.
      const { verify } = await import('../receivers/verify.js');
      await verify(provider, options, command);
    });
}
