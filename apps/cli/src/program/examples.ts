import type { Command } from 'commander';
import { pathOf } from './path-of.js';

/** What people type, by the whole name of the command: its help shows them, and a mistake shows the first. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'kanca start': ['kanca start', 'PORT=4000 kanca start'],
  'kanca doctor': ['kanca doctor', 'KANCA_URL=https://hooks.example.com kanca doctor'],
  'kanca whoami': ['kanca whoami'],
  'kanca version': ['kanca version'],
  'kanca trigger': [
    'kanca trigger github push',
    'kanca trigger github push --mode wrong-key',
    'kanca trigger stripe invoice.paid --data data.object.amount_paid=4200',
    'kanca trigger github push --to http://localhost:8080/hooks --secret @github.secret',
  ],
  'kanca tail': ['kanca tail', "kanca tail --type 'github.*' --last 5"],
  'kanca publish': [
    `kanca publish invoice.paid '{"amount":100}'`,
    'kanca publish invoice.paid @invoice.json --id invoice-42-paid',
  ],
  'kanca event-types ls': ['kanca event-types ls'],
  'kanca event-types get': ['kanca event-types get invoice.paid'],
  'kanca event-types put': ['kanca event-types put invoice.paid --schema @invoice.schema.json --validation warn'],
  'kanca event-types rm': ['kanca event-types rm invoice.paid'],
  'kanca replay': [
    'kanca replay evt_01kbe3q9w8e5v8p4d2c6s7t9xz',
    'kanca replay --state dead --since 1h --dry-run',
    "kanca replay --type 'stripe.*' --since yesterday --consumer billing --wait",
  ],
  'kanca queue get': ['kanca queue get'],
  'kanca queue pause': ['kanca queue pause'],
  'kanca queue resume': ['kanca queue resume'],
  'kanca audit ls': ['kanca audit ls --since yesterday', 'kanca audit ls --action DELETE'],
  'kanca audit verify': ['kanca audit verify'],
  'kanca verify': [
    'kanca verify github --secret @github.secret --request captured.json',
    'kanca verify stripe --secret @stripe.secret --headers headers.txt --body body.bin --at 2026-01-15T08:00:00Z',
  ],
  'kanca why': [
    'kanca why evt_01kbe3q9w8e5v8p4d2c6s7t9xz billing',
    `kanca why invoice.paid billing --data '{"amount":1}'`,
  ],
  'kanca new receiver': ['kanca new receiver my-shop', 'kanca new receiver my-shop --in src'],
  'kanca new handler': ['kanca new handler order-mails', 'kanca new handler order-mails --ts --in src'],
  'kanca sources ls': ['kanca sources ls', 'kanca --json sources ls --all'],
  'kanca sources get': ['kanca sources get github', 'kanca sources get stripe/shop'],
  'kanca sources create': [
    'kanca sources create github --secret @github.secret',
    'kanca sources create stripe --id shop --secret @new.secret @old.secret',
  ],
  'kanca sources update': [
    'kanca sources update stripe/shop --id store',
    'kanca sources update generic --option eventType=header:x-event',
  ],
  'kanca sources await-secret': ['kanca sources await-secret asana/project-1 --minutes 10'],
  'kanca sources secrets ls': ['kanca sources secrets ls github'],
  'kanca sources secrets add': ['kanca sources secrets add github @github.secret'],
  'kanca sources secrets rm': ['kanca sources secrets rm github sec_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca sources rm': ['kanca sources rm stripe/shop'],
  'kanca subscriptions ls': ['kanca subscriptions ls', 'kanca subscriptions ls --type invoice.paid'],
  'kanca subscriptions get': ['kanca subscriptions get billing'],
  'kanca subscriptions create': [
    "kanca subscriptions create https://example.com/hooks --key billing --filter 'invoice.*'",
    "kanca subscriptions create --pull --filter 'invoice.*'",
  ],
  'kanca subscriptions update': ['kanca subscriptions update billing --rate-limit 20 --timeout 5000'],
  'kanca subscriptions rotate-secret': ['kanca subscriptions rotate-secret billing --overlap 1h'],
  'kanca subscriptions secrets ls': ['kanca subscriptions secrets ls billing'],
  'kanca subscriptions secrets add': ['kanca subscriptions secrets add billing --until 2027-01-01T00:00:00Z'],
  'kanca subscriptions secrets rm': ['kanca subscriptions secrets rm billing sec_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca subscriptions pause': ['kanca subscriptions pause billing'],
  'kanca subscriptions resume': [
    'kanca subscriptions resume billing',
    'kanca subscriptions resume billing --last 100 --rate 5',
  ],
  'kanca subscriptions attempts': ['kanca subscriptions attempts billing --limit 10'],
  'kanca subscriptions recover': ['kanca subscriptions recover billing --since 2h'],
  'kanca subscriptions replay-missing': ['kanca subscriptions replay-missing billing --since yesterday --dry-run'],
  'kanca subscriptions verify': ['kanca subscriptions verify billing'],
  'kanca subscriptions test': ['kanca subscriptions test billing --type invoice.paid'],
  'kanca subscriptions fetch': ['kanca subscriptions fetch billing --limit 10 --lease 1m'],
  'kanca subscriptions commit': ['kanca subscriptions commit billing lse_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca subscriptions release': [
    "kanca subscriptions release billing lse_01kbe3q9w8e5v8p4d2c6s7t9xz --error 'The disk is full.' --retry-after 5m",
  ],
  'kanca subscriptions extend': ['kanca subscriptions extend billing lse_01kbe3q9w8e5v8p4d2c6s7t9xz --for 5m'],
  'kanca subscriptions rm': ['kanca subscriptions rm billing'],
  'kanca events ls': ["kanca events ls --since 1h --type 'github.*'", 'kanca --json events ls --all'],
  'kanca events get': ['kanca events get evt_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca deliveries ls': ['kanca deliveries ls --state dead --since 2d', 'kanca deliveries ls --consumer billing'],
  'kanca deliveries get': ['kanca deliveries get dlv_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca deliveries retry': ['kanca deliveries retry dlv_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca deliveries cancel': ['kanca deliveries cancel dlv_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca deliveries resend-to': [
    'kanca deliveries resend-to dlv_01kbe3q9w8e5v8p4d2c6s7t9xz http://localhost:8080/hooks',
  ],
  'kanca handlers ls': ['kanca handlers ls'],
  'kanca handlers get': ['kanca handlers get OrderMails.handle'],
  'kanca handlers pause': ['kanca handlers pause OrderMails.handle'],
  'kanca handlers resume': ['kanca handlers resume OrderMails.handle --last 100'],
  'kanca handlers rm': ['kanca handlers rm OrderMails.handle'],
  'kanca replays ls': ['kanca replays ls'],
  'kanca replays get': ['kanca replays get rpl_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca replays cancel': ['kanca replays cancel rpl_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca replays pause': ['kanca replays pause rpl_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca replays resume': ['kanca replays resume rpl_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca rejections ls': ['kanca rejections ls --source github/acme --since 1h'],
  'kanca rejections get': ['kanca rejections get rej_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca rejections re-verify': ['kanca rejections re-verify --source github --since 2d --dry-run'],
  'kanca providers ls': ['kanca providers ls'],
  'kanca providers get': ['kanca providers get github'],
  'kanca keys ls': ['kanca keys ls'],
  'kanca keys create': ['kanca keys create billing-service --scope publish read --tenant acme'],
  'kanca keys rm': ['kanca keys rm key_01kbe3q9w8e5v8p4d2c6s7t9xz'],
  'kanca users ls': ['kanca users ls'],
  'kanca users create': [
    'kanca users create ada@example.com --role owner --password @-',
    'kanca users create tim@example.com --role viewer --tenant acme --password @password.txt',
  ],
  'kanca users rm': ['kanca users rm usr_01kbe3q9w8e5v8p4d2c6s7t9xz'],
};

/** @param path the whole name of a command: `kanca sources get` */
export function examplesOf(path: string): readonly string[] {
  return Object.hasOwn(EXAMPLES, path) ? (EXAMPLES[path] ?? []) : [];
}

/** Gives the help of every command its examples. */
export function addExamples(command: Command): void {
  const examples = examplesOf(pathOf(command));
  if (examples.length > 0)
    command.addHelpText(
      'after',
      `\n${examples.length === 1 ? 'Example' : 'Examples'}:\n${examples.map((one) => `  ${one}`).join('\n')}`,
    );
  for (const inner of command.commands) addExamples(inner);
}
