import type { MigrationInterface } from 'typeorm';

/** An entity: a class with TypeORM's decorators. */
export type EntityClass = new (...args: never[]) => object;

/** A migration: hand-written SQL in a class whose name ends with a timestamp of 13 digits (`CreateEvents1763769600000`). */
export type MigrationClass = new () => MigrationInterface;

/**
 * The tables that one library owns. Each library exports one such value, and the hub puts them together.
 * @example
 * export const dispatchTables: DatabaseTables = { name: 'dispatch', entities: [], migrations: [CreateEvents1763769600000] };
 */
export interface DatabaseTables {
  /** The library's name, for messages. */
  readonly name: string;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
}

const NAME = /\d{13}$/;

/**
 * The migrations of all libraries, as they are to be run: by their timestamps, whichever library they belong to.
 * @throws Error that names every migration without a timestamp and every name that is used twice
 */
export function orderedMigrations(tables: readonly DatabaseTables[]): MigrationClass[] {
  const all = tables.flatMap(({ name, migrations }) => migrations.map((migration) => ({ library: name, migration })));
  const problems = all.flatMap(({ library, migration: { name } }, index) => {
    if (!NAME.test(name)) return [`${library}: ${name} does not end with a timestamp of 13 digits`];
    const isTwice = all.findIndex((other) => other.migration.name === name) < index;
    return isTwice ? [`${library}: ${name} is the name of another migration, too`] : [];
  });
  if (problems.length > 0) throw new Error(`Migrations cannot be ordered. ${problems.join('; ')}.`);
  return all.map(({ migration }) => migration).sort((a, b) => timestampOf(a) - timestampOf(b));
}

function timestampOf({ name }: MigrationClass): number {
  return Number(name.slice(-13));
}
