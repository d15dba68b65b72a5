import { readFileSync } from 'node:fs';

const FIELDS = { idle: 3, iowait: 4, steal: 7 };

/**
 * Starts to watch, and returns what tells which part of the CPU time that was wanted since then went to other guests of the host
 * (proc(5), `steal`). On a shared machine both processors may be gone for half a second: no figure of such a moment is ours.
 * 0 where the kernel does not tell.
 */
export function watchStolen() {
  const before = read();
  return () => {
    const spent = read().map((ticks, index) => ticks - before[index]);
    const wanted = spent.reduce((sum, ticks) => sum + ticks, 0) - spent[FIELDS.idle] - spent[FIELDS.iowait];
    return wanted > 0 ? spent[FIELDS.steal] / wanted : 0;
  };
}

function read() {
  try {
    // The eight fields from `user` to `steal`; guest time after them is counted in `user` already.
    return readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/).slice(1, 9).map(Number);
  } catch {
    return Array(8).fill(0);
  }
}
