import type { DataReader } from './data-classes/data-reader.js';
import type { Handler } from './handler.js';

/**
 * Reads the data of those handlers that have a class for it. class-validator is loaded for them only: it costs a start 0.2 s of CPU.
 * @throws Error naming the handlers whose class describes nothing
 */
export async function withDataReaders(handlers: readonly Handler[]): Promise<readonly Handler[]> {
  if (handlers.every(({ options }) => options.data === undefined)) return handlers;
  const { dataReader } = await import('./data-classes/data-reader.js');
  const problems: string[] = [];
  const reading = handlers.map((handler): Handler => {
    const { data } = handler.options;
    if (data === undefined) return handler;
    try {
      return invokedWith(dataReader(data), handler);
    } catch (error) {
      problems.push(`${handler.name}: data: ${error instanceof Error ? error.message : String(error)}`);
      return handler;
    }
  });
  if (problems.length > 0) throw new Error(`These handlers cannot run:\n${problems.join('\n')}`);
  return reading;
}

function invokedWith(read: DataReader, handler: Handler): Handler {
  return { ...handler, invoke: async (event, context) => handler.invoke(await read(event), context) };
}
