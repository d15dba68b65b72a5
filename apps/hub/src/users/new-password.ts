import { KancaError } from '@kanca/core';

/** NIST SP 800-63B, section 5.1.1: at least 8 characters, no rules about which, and none that everybody tries first. */
const MIN_CHARACTERS = 8;
const MAX_BYTES = 1_024;

/** The commonest passwords of 8 characters and more, from the lists of published leaks. */
const COMMON = new Set(
  (
    'password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword 12345678 123456789 1234567890 12345678910 ' +
    '87654321 987654321 0987654321 11223344 123123123 123321123 1234qwer qwer1234 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qazwsxedc qwertyui ' +
    'qwertyuiop qwerty12 qwerty123 qwerty1234 asdfghjk asdfghjkl zxcvbnm1 abcd1234 abc12345 abcdefgh abcdefghi iloveyou iloveyou1 ' +
    'sunshine princess football baseball superman trustno1 starwars whatever computer internet michelle jennifer corvette ' +
    'welcome1 welcome123 letmein1 letmein123 changeme changeme1 changeme123 admin123 admin1234 administrator root1234 test1234 ' +
    'testtest dragon123 monkey123 master123 shadow123 secret123 default1 guest123 kanca123 webhook1 webhooks samsung1 liverpool'
  ).split(' '),
);

/** The form of a password that is hashed: the same on every keyboard (NIST SP 800-63B: NFKC). */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Judges a password that a person chose.
 * @param eMail of the person: nobody may use it as a password
 * @throws KancaError `invalid_request` on `password`
 */
export function assertNewPassword(password: string, eMail: string): void {
  const normal = normalPassword(password);
  const plain = normal.toLowerCase();
  if (Array.from(normal).length < MIN_CHARACTERS) refuse(`has to have at least ${String(MIN_CHARACTERS)} characters`);
  if (Buffer.byteLength(normal) > MAX_BYTES) refuse(`has to have at most ${String(MAX_BYTES)} bytes`);
  if (COMMON.has(plain) || new Set(plain).size < 3 || plain === eMail || plain === eMail.split('@')[0])
    refuse('is one that is tried first: choose one that is longer, or several words');
}

function refuse(problem: string): never {
  throw new KancaError('invalid_request', `password ${problem}.`, { problems: [{ field: 'password', problem }] });
}
