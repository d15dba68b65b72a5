import { Command } from 'commander';
import { readJson } from '../input/read-data.js';
import { sessionOf } from '../hub/session.js';

interface Receipt {
  readonly id: string;
  readonly deliveries: number;
  readonly duplicate: boolean;
  readonly warnings?: readonly string[];
}

/** `kanca publish invoice.paid '{"amount":100}'` */
export function publishCommand(): Command {
  return new Command('publish')
    .description('Publish an event to handlers and subscriptions.')
    .argument('<type>', 'dotted, for example invoice.paid')
    .argument('<data>', 'JSON, @file, or @- for standard input')
    .option('--id <id>', 'publishing the same id again stores nothing new')
    .option('--subject <subject>', 'what the event is about: invoices/42')
    .option('--tenant <tenant>', 'whose event; that of the API key when it is missing')
    .option('--cause <event>', 'the event (evt_…) that this one is a consequence of')
    .action(async (type: string, data: string, options: Record<string, string>, command: Command) => {
      const { api, print } = sessionOf(command);
      const receipt = await api.call<Receipt>('/events', {
        method: 'POST',
        body: { type, data: readJson(data, 'The data'), ...options },
      });
      print(receipt, [
        receipt.duplicate
          ? `${receipt.id}  was published before; nothing new was stored`
          : `${receipt.id}  stored, ${String(receipt.deliveries)} ${receipt.deliveries === 1 ? 'delivery' : 'deliveries'}`,
        ...(receipt.warnings ?? []).map((warning) => `  warning  ${warning}`),
      ]);
    });
}
