import { DEFAULT_HANDLER_RETRY, Observer } from '@kanca/core';
import { ConsumerCatalogue, consumerFromDraft, RunnerRegistry, type Consumer } from '@kanca/dispatch';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HandlerExplorer } from './handler-explorer.js';
import type { Handler } from './handler.js';
import { HandlerRunner } from './handler-runner.js';
import { withDataReaders } from './with-data-readers.js';

const DEFAULT_CONCURRENCY = 32;
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_ORDER = 50;

/** Makes consumers of the handlers that this process has, when it starts. */
@Injectable()
export class HandlerRegistration implements OnApplicationBootstrap {
  private found: readonly Handler[] = [];

  constructor(
    private readonly explorer: HandlerExplorer,
    private readonly runner: HandlerRunner,
    private readonly runners: RunnerRegistry,
    private readonly catalogue: ConsumerCatalogue,
    private readonly observer: Observer,
  ) {}

  /** The handlers whose code is in this process. */
  handlers(): readonly Handler[] {
    return this.found;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.found = this.explorer.explore();
    this.runner.serve(await withDataReaders(this.found));
    this.runners.add(this.runner);
    const known = await this.catalogue.list('handler');
    for (const handler of this.found) await this.register(handler, known);
    this.warnOfOrphans(known);
  }

  private async register(handler: Handler, known: readonly Consumer[]): Promise<void> {
    const before = known.find(({ id }) => id === handler.id);
    const wanted = consumerFromDraft({
      id: handler.id,
      tenant: '*',
      kind: 'handler',
      name: handler.name,
      filters: handler.filters,
      // Paused by an operator is paused after a restart, too.
      state: before?.state ?? 'active',
      concurrency: handler.options.concurrency ?? DEFAULT_CONCURRENCY,
      timeoutMs: handler.options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      retry: handler.options.retry ?? DEFAULT_HANDLER_RETRY,
      reply: handler.options.reply ?? false,
      where: handler.where,
      order: handler.options.order ?? DEFAULT_ORDER,
      orderBy: handler.options.orderBy ?? null,
      onPoison: handler.options.onPoison ?? 'skip',
    });
    if (before === undefined || !isSame(before, wanted)) await this.catalogue.put(wanted);
  }

  /** A handler that was renamed or removed keeps its events: nothing is lost by a bad deploy, but somebody must decide. */
  private warnOfOrphans(known: readonly Consumer[]): void {
    const ids = new Set(this.found.map(({ id }) => id));
    const orphans = known.filter(({ id }) => !ids.has(id)).map(({ name }) => name);
    if (orphans.length > 0)
      this.observer.noted(
        'these handlers are registered but not in this process; their events are kept, and handlers of a higher order wait for ' +
          'them. If they are gone for good, remove them with DELETE /api/v1/handlers/{name}',
        { handlers: orphans },
        'warn',
      );
  }
}

function isSame(before: Consumer, wanted: Omit<Consumer, 'revision'>): boolean {
  return (Object.keys(wanted) as (keyof typeof wanted)[]).every(
    (key) => canonical(before[key]) === canonical(wanted[key]),
  );
}

/** JSON with sorted keys: jsonb does not keep their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
