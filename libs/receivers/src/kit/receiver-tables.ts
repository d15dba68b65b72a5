import { CreateRejections1763800000003 } from './rejections/migrations/1763800000003-create-rejections.js';
import { KnowNetworks1763800000071 } from './rejections/migrations/1763800000071-know-networks.js';
import { KeepWholeRejections1763800000007 } from './rejections/migrations/1763800000007-keep-whole-rejections.js';
import { NoteNetworkOfRejections1763800000070 } from './rejections/migrations/1763800000070-note-network-of-rejections.js';
import { ListRejectionsById1763800000101 } from './rejections/migrations/1763800000101-list-rejections-by-id.js';
import { KnownNetworkEntity } from './rejections/known-network.entity.js';
import { RejectionEntity } from './rejections/rejection.entity.js';
import { WatchSources1763800000020 } from './sources/activity/migrations/1763800000020-watch-sources.js';
import { SourceActivityEntity } from './sources/activity/source-activity.entity.js';
import { CreateSources1763800000002 } from './sources/migrations/1763800000002-create-sources.js';
import { AwaitSecrets1763800000021 } from './sources/migrations/1763800000021-await-secrets.js';
import { RememberGivenUpUrls1763800000031 } from './sources/migrations/1763800000031-remember-given-up-urls.js';
import { SourceEntity } from './sources/source.entity.js';
import type { DatabaseTables } from '@kanca/database';

/** The tables of the receiving edge, for the database's migration runner. */
export const receiverTables: DatabaseTables = {
  name: 'receivers',
  entities: [SourceEntity, SourceActivityEntity, RejectionEntity, KnownNetworkEntity],
  migrations: [
    CreateSources1763800000002,
    CreateRejections1763800000003,
    KeepWholeRejections1763800000007,
    WatchSources1763800000020,
    AwaitSecrets1763800000021,
    RememberGivenUpUrls1763800000031,
    NoteNetworkOfRejections1763800000070,
    KnowNetworks1763800000071,
    ListRejectionsById1763800000101,
  ],
};
