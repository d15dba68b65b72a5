// Written by libs/receivers/scripts/write-catalogue.mjs from the folders beside it. Do not edit.
import { github, GithubReceiverModule } from './github/index.js';
import { slack, SlackReceiverModule } from './slack/index.js';
import { stripe, StripeReceiverModule } from './stripe/index.js';
import type { CatalogueEntry } from './catalogue-entry.js';

/** Every receiver that is shipped, by name. */
export const catalogue: readonly CatalogueEntry[] = [
  { receiver: github, module: GithubReceiverModule },
  { receiver: slack, module: SlackReceiverModule },
  { receiver: stripe, module: StripeReceiverModule },
];
