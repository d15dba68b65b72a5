import { rm } from 'node:fs/promises';

/** Stops the server that `start.mjs` has started, if it has, and removes its files. */
export default async function stopPostgres() {
  const { server, dataDir } = globalThis.kancaTestPostgres ?? {};
  if (server === undefined) return;
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
