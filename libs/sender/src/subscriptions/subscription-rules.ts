import { SecretVault } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { assertBatch } from '../delivery/assert-batch.js';
import { assertFitsFormat } from '../formats/assert-fits-format.js';
import { FormatRegistry } from '../formats/format-registry.js';
import { assertSignatures } from '../secrets/assert-signatures.js';
import { SecretKeeper } from '../secrets/secret-keeper.js';
import { assertDeletedBody } from './assert-deleted-body.js';
import { assertOnPoison } from './assert-on-poison.js';
import type { SubscriptionDraft } from '../model/saved-subscription.js';
import { openHeaders } from '../model/sealing.js';
import { assertSecretStaysAtHome } from '../model/credentials-stay-at-origin.js';

/** What the settings of a subscription mean for each other, whichever of them was set last. */
@Injectable()
export class SubscriptionRules {
  constructor(
    private readonly formats: FormatRegistry,
    private readonly vault: SecretVault,
    private readonly keeper: SecretKeeper,
  ) {}

  /**
   * @param before null for a new subscription
   * @throws KancaError `invalid_request` for settings that do not go together
   */
  assert({ row, consumer }: SubscriptionDraft, before: SubscriptionDraft | null): void {
    const format = this.formats.require(row.format);
    const hasNewFormat = before !== null && before.row.format !== row.format;
    if (before !== null) assertSecretStaysAtHome(format, before.row, row);
    assertSignatures(format, row.signatures);
    assertFitsFormat(format, {
      properties: row.properties,
      headers: Object.keys(openHeaders(this.vault, row)),
      secrets: hasNewFormat ? this.keeper.open(row) : [],
    });
    assertDeletedBody(row.settings.deletedBody, format);
    assertBatch(row.batch, format, consumer);
    assertOnPoison(consumer, before?.consumer ?? null);
  }
}
