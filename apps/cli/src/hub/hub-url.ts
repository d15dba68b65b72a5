import { withoutTrailing } from '@kanca/core';
import { CommandFailed } from '../output/command-failed.js';

const ON_THIS_MACHINE = 'http://localhost:3000';

/**
 * Where the hub is, without a slash at the end: what `KANCA_URL` says, else this machine.
 * @throws CommandFailed that says what to write instead; a password that was written into it is not repeated
 */
export function hubUrlOf(variable: string | undefined): string {
  const text = variable?.trim() ?? '';
  if (text === '') return ON_THIS_MACHINE;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new CommandFailed(
      `KANCA_URL has to begin with http:// or https://${text.includes('@') ? '' : `, and ${JSON.stringify(text)} does not`}: write KANCA_URL=${suggestionFor(text)}`,
    );
  if (url.username !== '' || url.password !== '')
    throw new CommandFailed(
      `KANCA_URL takes no name and no password: write KANCA_URL=${url.origin}, and an API key into KANCA_KEY.`,
    );
  return withoutTrailing(url.origin + url.pathname, '/');
}

/** What was written with its scheme, where that is all that is missing. */
function suggestionFor(text: string): string {
  const isAddress = !text.includes('@') && !text.includes('://') && /[a-z.]/i.test(text);
  const suggestion = `http://${text.replace(/^\/+/, '')}`;
  return isAddress && URL.canParse(suggestion) ? suggestion : ON_THIS_MACHINE;
}
