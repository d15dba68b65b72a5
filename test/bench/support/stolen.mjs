import { readFileSync } from 'node:fs';

/** A measurement during which more than this part of the CPU went to other guests says more of them than of us. */
const MAY_BE_STOLEN = 0.03;
const TRIES = 6;

const FIELDS = { idle: 3, iowait: 4, steal: 7 };

/**
 * Starts to watch, and returns what tells which part of the CPU time that was wanted since then went to other guests of the host
 * (proc(5), `steal`). On a shared machine both processors may be gone for half a second: no figure of such a moment is ours.
 * 0 where the kernel does not tell.
 */
function watchStolen() {
  const before = read();
  return () => {
    const spent = read().map((ticks, index) => ticks - before[index]);
    const wanted = spent.reduce((sum, ticks) => sum + ticks, 0) - spent[FIELDS.idle] - spent[FIELDS.iowait];
    return wanted > 0 ? spent[FIELDS.steal] / wanted : 0;
  };
}

/**
 * Measures, and measures again as long as too much was stolen, a few times at most.
 * @returns what was measured last, which part was stolen meanwhile, whether that is little enough, and how often it was made again
 */
export async function undisturbed(measure) {
  for (let again = 0; ; again++) {
    const stolenPart = watchStolen();
    const value = await measure();
    const stolen = stolenPart();
    if (stolen <= MAY_BE_STOLEN || again === TRIES - 1)
      return { value, stolen, again, isClean: stolen <= MAY_BE_STOLEN };
  }
}

function read() {
  try {
    // The eight fields from `user` to `steal`; guest time after them is counted in `user` already.
    return readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/).slice(1, 9).map(Number);
  } catch {
    return Array(8).fill(0);
  }
}
