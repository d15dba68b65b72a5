/** A prepared statement. The name belongs to one text for ever: connections remember it. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs statements: on any connection (`SqlPool`), or on the one of a transaction. */
export interface SqlRunner {
  /** @returns the rows, with column names as they are in the statement */
  run<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
}
