/**
 * The settings of the embedded server, given on its command line so that they are those of this version of Kanca and not those
 * of the version that made the cluster.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  // Nobody outside this machine, and on this machine nobody without the password. No socket: its path could be too long.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  // A commit is on the disk before anyone is told of it.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  // Short statements, run often: compiling them never pays.
  jit: 'off',
  // We read the log to explain a failed start. What was stored stays out of it.
  lc_messages: 'C',
  log_timezone: 'UTC',
  timezone: 'UTC',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** What differs where nothing of the data is needed after a crash: nothing waits for the disk. */
const THROWAWAY_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Arguments for `postgres`. */
export function settingsArguments(port: number, isThrowaway: boolean): string[] {
  return Object.entries({ ...SETTINGS, ...(isThrowaway ? THROWAWAY_SETTINGS : {}), port: String(port) }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
}
