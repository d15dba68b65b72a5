// Loaded before the hub (`NODE_OPTIONS=--import`): the clock of its machine, which is off by as many milliseconds as CLOCK_FILE says.
import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

const Real = Date;
let shiftMs = 0;
const read = () => {
  try {
    shiftMs = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
  } catch {
    shiftMs = 0;
  }
};
read();
setInterval(read, 50).unref();

globalThis.Date = class Date extends Real {
  constructor(...parts) {
    if (parts.length === 0) super(Real.now() + shiftMs);
    else super(...parts);
  }
  static now() {
    return Real.now() + shiftMs;
  }
};
