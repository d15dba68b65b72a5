import type { DatabaseTables } from '@kanca/database';
import { AttemptEntity } from './postgres/entities/attempt.entity.js';
import { BodyEntity } from './postgres/entities/body.entity.js';
import { ConsumerEntity } from './postgres/entities/consumer.entity.js';
import { ConsumerScheduleEntity } from './postgres/entities/consumer-schedule.entity.js';
import { DeliveryEntity } from './postgres/entities/delivery.entity.js';
import { EventEntity } from './postgres/entities/event.entity.js';
import { CreateDispatch1763800000001 } from './postgres/migrations/1763800000001-create-dispatch.js';
import { FindEventsByIdOnly1763800000006 } from './postgres/migrations/1763800000006-find-events-by-id-only.js';
import { PartOpenFromFinished1763800000008 } from './postgres/migrations/1763800000008-part-open-from-finished.js';
import { CreateOutbox1763800000009 } from './postgres/migrations/1763800000009-create-outbox.js';
import { OrderDeliveries1763800000010 } from './postgres/migrations/1763800000010-order-deliveries.js';
import { CreateReplays1763800000011 } from './postgres/migrations/1763800000011-create-replays.js';
import { RememberCauses1763800000012 } from './postgres/migrations/1763800000012-remember-causes.js';
import { CreateOnce1763800000013 } from './postgres/migrations/1763800000013-create-once.js';
import { DrainAtARate1763800000014 } from './postgres/migrations/1763800000014-drain-at-a-rate.js';
import { ThrottleConsumers1763800000015 } from './postgres/migrations/1763800000015-throttle-consumers.js';
import { HoldUnverified1763800000023 } from './postgres/migrations/1763800000023-hold-unverified.js';
import { KeepConsumerSettings1763800000072 } from './postgres/migrations/1763800000072-keep-consumer-settings.js';
import { LetDeliveriesExpire1763800000073 } from './postgres/migrations/1763800000073-let-deliveries-expire.js';
import { ReadTheLogByTime1763800000100 } from './postgres/migrations/1763800000100-read-the-log-by-time.js';
import { ReplayEntity } from './replays/replay.entity.js';

/** The engine's part of the database. */
export const dispatchTables: DatabaseTables = {
  name: 'dispatch',
  entities: [
    AttemptEntity,
    BodyEntity,
    ConsumerEntity,
    ConsumerScheduleEntity,
    DeliveryEntity,
    EventEntity,
    ReplayEntity,
  ],
  migrations: [
    CreateDispatch1763800000001,
    FindEventsByIdOnly1763800000006,
    PartOpenFromFinished1763800000008,
    CreateOutbox1763800000009,
    OrderDeliveries1763800000010,
    CreateReplays1763800000011,
    RememberCauses1763800000012,
    CreateOnce1763800000013,
    DrainAtARate1763800000014,
    ThrottleConsumers1763800000015,
    HoldUnverified1763800000023,
    KeepConsumerSettings1763800000072,
    LetDeliveriesExpire1763800000073,
    ReadTheLogByTime1763800000100,
  ],
};
