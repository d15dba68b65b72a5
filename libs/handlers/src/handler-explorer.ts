import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { filtersOf, handlerId, type Handler } from './handler.js';
import { marksOf } from './on-webhook.decorator.js';

type Method = (...args: readonly unknown[]) => unknown;

/** Finds the methods that carry `@OnWebhook`. */
@Injectable()
export class HandlerExplorer {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws Error for a request-scoped handler, and for two handlers of one name */
  explore(): readonly Handler[] {
    const handlers = this.discovery.getProviders().flatMap((wrapper) => {
      const { metatype } = wrapper;
      const prototype: unknown = typeof metatype === 'function' ? metatype.prototype : undefined;
      if (typeof prototype !== 'object' || prototype === null) return [];
      const marked = this.scanner
        .getAllMethodNames(prototype)
        .map((method) => ({ method, marks: marksOf(methodOf(prototype, method)) }))
        .filter(({ marks }) => marks.length > 0);
      if (marked.length === 0) return [];
      const className = String(metatype?.name);
      if (!wrapper.isDependencyTreeStatic())
        throw new Error(
          `${className} has @OnWebhook methods but is request-scoped (or depends on something that is). ` +
            'There is no request when a handler runs: make it a singleton, and resolve what must be fresh through ModuleRef.',
        );
      const instance: unknown = wrapper.instance;
      return marked.flatMap(({ method, marks }) =>
        marks.map((mark): Handler => {
          const plain = `${className}.${method}`;
          const name = mark.options.name ?? (marks.length === 1 ? plain : `${plain}#${mark.provider}.${mark.event}`);
          return {
            id: handlerId(name),
            name,
            filters: filtersOf(mark),
            options: mark.options,
            invoke: (event, context) => methodOf(prototype, method).call(instance, event, context),
          };
        }),
      );
    });
    assertDistinct(handlers);
    return handlers;
  }
}

function methodOf(prototype: object, name: string): Method {
  const method: unknown = Reflect.get(prototype, name);
  return typeof method === 'function' ? (method as Method) : () => undefined;
}

function assertDistinct(handlers: readonly Handler[]): void {
  const names = handlers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new Error(
      `Two handlers are called ${twice}. Their deliveries are kept by name: give one of them another with @OnWebhook(…, { name }).`,
    );
}
