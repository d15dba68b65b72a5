import type { Observer } from '@kanca/core';
import type { Logger, LogLevel } from 'typeorm';

/** TypeORM's warnings for the observer. Queries are not logged, for they hold data, and errors are thrown to their caller. */
export class TypeOrmLogger implements Logger {
  constructor(private readonly observer: Observer) {}

  log(level: LogLevel, message: unknown): void {
    if (level === 'warn') this.observer.noted(String(message), {}, 'warn');
  }

  logQuery(): void {
    // Not logged: see above.
  }

  logQueryError(): void {
    // Not logged: see above.
  }

  logQuerySlow(): void {
    // Not logged: see above.
  }

  logSchemaBuild(): void {
    // Not logged: `migrate` tells what it has run.
  }

  logMigration(): void {
    // Not logged: `migrate` tells what it has run.
  }
}
