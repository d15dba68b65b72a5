import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { problemsOfMark } from './check-mark.js';
import { marksOf } from './handler-mark.js';
import { filtersOf, handlerId, labelOf, whereOf, type Handler } from './handler.js';

type Method = (...args: readonly unknown[]) => unknown;

/** A method that carries marks, and the object it belongs to. */
interface MarkedMethod {
  readonly plainName: string;
  readonly method: Method;
  readonly instance: unknown;
}

/** Finds the methods that carry `@OnWebhook`. */
@Injectable()
export class HandlerExplorer {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws Error naming every option that is wrong, a request-scoped handler, or two handlers of one name */
  explore(): readonly Handler[] {
    const methods = this.discovery.getProviders().flatMap((wrapper) => this.markedMethodsOf(wrapper));
    const problems = methods.flatMap(({ plainName, method }) =>
      marksOf(method).flatMap((mark) => problemsOfMark(plainName, mark)),
    );
    if (problems.length > 0) throw new Error(`These handlers cannot run:\n${problems.join('\n')}`);
    const handlers = methods.flatMap(handlersOf);
    assertDistinct(handlers);
    return handlers;
  }

  private markedMethodsOf(wrapper: ReturnType<DiscoveryService['getProviders']>[number]): readonly MarkedMethod[] {
    const { metatype } = wrapper;
    const prototype: unknown = typeof metatype === 'function' ? metatype.prototype : undefined;
    if (typeof prototype !== 'object' || prototype === null) return [];
    const className = String(metatype?.name);
    const marked = this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const method: unknown = Reflect.get(prototype, name);
      return isMethod(method) && marksOf(method).length > 0 ? [{ plainName: `${className}.${name}`, method }] : [];
    });
    if (marked.length === 0) return [];
    if (!wrapper.isDependencyTreeStatic())
      throw new Error(
        `${className} has @OnWebhook methods but is request-scoped (or depends on something that is). ` +
          'There is no request when a handler runs: make it a singleton, and resolve what must be fresh through ModuleRef.',
      );
    const instance: unknown = wrapper.instance;
    return marked.map((one) => ({ ...one, instance }));
  }
}

/** Each mark is a handler of its own: a method that carries two handles an event twice where both hear of it. */
function handlersOf({ plainName, method, instance }: MarkedMethod): readonly Handler[] {
  const marks = marksOf(method);
  return marks.map((mark): Handler => {
    const name = mark.options.name ?? (marks.length === 1 ? plainName : `${plainName}#${labelOf(mark)}`);
    return {
      id: handlerId(name),
      name,
      filters: filtersOf(mark),
      where: whereOf(mark),
      options: mark.options,
      invoke: (event, context) => method.call(instance, event, context),
    };
  });
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}

function assertDistinct(handlers: readonly Handler[]): void {
  const names = handlers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new Error(
      `Two handlers are called ${twice}. Their deliveries are kept by name: give one of them another with @OnWebhook(…, { name }).`,
    );
}
