import { didYouMean } from './nearest-names.js';

interface KnownProvider {
  readonly name: string;
  /** As the provider calls them. */
  readonly events: readonly string[];
}

/** A filter that fits no known event type, and a sentence that names the nearest type. */
export interface MisspeltFilter {
  /** The event type of the pattern, without `!` and `.*`. */
  readonly type: string;
  /** The fault of the filter, and the name that was probably meant. */
  readonly remark: string;
}

/**
 * Event type patterns that probably match nothing, because a provider or an event is misspelt.
 * A name that is like no known name gets no remark: your application may publish it, or the provider may have added it recently.
 * @example misspeltFilters(['githb.push'], receivers) // [{ type: 'githb.push', remark: 'no receiver is called githb: did you mean github or gitlab?' }]
 */
export function misspeltFilters(
  filters: readonly string[],
  providers: readonly KnownProvider[],
): readonly MisspeltFilter[] {
  const types = new Set(filters.map((filter) => filter.replace(/^!/, '').replace(/\.\*$/, '')));
  return [...types].flatMap((type) => {
    const remark = remarkOn(type, providers);
    return remark === null ? [] : [{ type, remark }];
  });
}

function remarkOn(type: string, providers: readonly KnownProvider[]): string | null {
  const [name = '', ...rest] = type.split('.');
  const provider = providers.find((known) => known.name === name);
  if (provider === undefined) return name === '*' ? null : remarkOnName(name, providers);
  const event = rest.join('.');
  const isKnown =
    event === '' || event.includes('*') || provider.events.some((one) => one === event || one.startsWith(`${event}.`));
  const hint = isKnown ? '' : didYouMean(event, provider.events);
  return hint === '' ? null : `${name} sends no ${event}: ${hint}`;
}

function remarkOnName(name: string, providers: readonly KnownProvider[]): string | null {
  const hint = didYouMean(
    name,
    providers.map((known) => known.name),
  );
  return hint === '' ? null : `no receiver is called ${name}: ${hint}`;
}
