import { Command } from 'commander';
import { NAMED } from '../hub/one-of.js';
import { sessionOf } from '../hub/session.js';
import { cell, type Row } from '../output/table.js';

/** `kanca deliveries resend-to dlv_… http://localhost:8080/hooks` */
export function resendToCommand(): Command {
  return new Command('resend-to')
    .description('Send what a delivery sends to another address, once. Nothing of it is kept.')
    .argument('<id>', NAMED.deliveries)
    .argument('<uri>', 'where it goes: http://localhost:8080/hooks')
    .action(async (id: string, uri: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const path = `/deliveries/${encodeURIComponent(id)}/resend-to`;
      const answer = await api.call<Row>(path, { method: 'POST', body: { uri } });
      const failed = answer['status'] === null;
      print(answer, [
        failed
          ? `no answer: ${cell(answer, 'failure')}`
          : `${cell(answer, 'status')} after ${cell(answer, 'latencyMs')} ms`,
        ...(failed || answer['body'] === '' ? [] : [cell(answer, 'body')]),
      ]);
      if (Number(answer['status'] ?? 0) < 200 || Number(answer['status'] ?? 0) >= 300) process.exitCode = 1;
    });
}
