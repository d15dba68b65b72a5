import type { ScaffoldNames } from './names.js';

/** The file of a new handler module in TypeScript: it is compiled with the rest of the project. */
export function typedHandlerFiles({ folder, type }: ScaffoldNames): Readonly<Record<string, string>> {
  return {
    [`${folder}.module.ts`]: `import type { EventOf } from '@kanca/core';
import { OnWebhook, type HandlerContext } from '@kanca/handlers';
import '@kanca/receivers/github';
import { Injectable, Module } from '@nestjs/common';

/** Runs once for every event whose type matches; again, later, when it throws. Make it safe to run twice for the same event.id. */
@Injectable()
export class ${type} {
  @OnWebhook('github', 'push')
  handle(event: EventOf<'github', 'push'>, { logger, attempt }: HandlerContext): void {
    logger.info(\`\${event.type} came\`, { id: event.id, attempt });
  }
}

@Module({ providers: [${type}] })
export default class ${type}Module {}
`,
  };
}

/** The file of a new handler module in a plain JavaScript module, so that it runs as it is. */
export function handlerFiles({ folder, type }: ScaffoldNames): Readonly<Record<string, string>> {
  return {
    [`${folder}.module.mjs`]: `// @ts-check
import { OnWebhook } from '@kanca/handlers';
import '@kanca/receivers/github';
import { Injectable, Module } from '@nestjs/common';

/** Runs once for every event whose type matches; again, later, when it throws. Make it safe to run twice for the same event.id. */
class ${type} {
  /**
   * @param {import('@kanca/core').WebhookEvent} event
   * @param {import('@kanca/handlers').HandlerContext} context
   */
  handle(event, { logger, attempt }) {
    logger.info(\`\${event.type} came\`, { id: event.id, attempt });
  }
}

// Plain JavaScript has no decorators yet: in TypeScript write @Injectable(), @OnWebhook('github', 'push') and @Module() instead.
Injectable()(${type});
OnWebhook('github', 'push')(${type}.prototype, 'handle', Object.getOwnPropertyDescriptor(${type}.prototype, 'handle') ?? {});

export default class ${type}Module {}
Module({ providers: [${type}] })(${type}Module);
`,
  };
}
