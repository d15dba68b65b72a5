/** Verbs that other programs have for what a command here is called, the nearest first. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  delete: ['rm'],
  remove: ['rm'],
  destroy: ['rm'],
  revoke: ['rm', 'cancel'],
  list: ['ls'],
  show: ['get'],
  describe: ['get'],
  view: ['get'],
  add: ['create', 'put'],
  new: ['create', 'put'],
  edit: ['update', 'put'],
  set: ['update', 'put'],
  patch: ['update'],
  disable: ['pause'],
  stop: ['pause', 'cancel'],
  enable: ['resume'],
  unpause: ['resume'],
  resend: ['retry'],
};

/** Commands of other programs that have no counterpart of one word here. */
const COMMANDS: Readonly<Record<string, string>> = {
  listen:
    'kanca does not forward events to a local server yet. kanca tail shows them as they come, and ' +
    'kanca deliveries resend-to dlv_… http://localhost:8080/hooks sends one to a server that the hub reaches.',
  forward: 'kanca does not forward events to a local server yet. kanca tail shows them as they come.',
  logs: 'kanca tail shows events as they come, and kanca rejections ls what was refused.',
  login: 'There is nothing to log in to: set KANCA_URL and KANCA_KEY. kanca whoami shows what the key may do.',
  send: 'kanca publish sends an event of your own, kanca trigger a sample of a provider.',
  emit: 'kanca publish sends an event of your own.',
  init: 'kanca start needs no files. kanca new receiver and kanca new handler write the first files of your own code.',
  stats: 'kanca queue get shows how full the queue is.',
  export: 'kanca --json events ls --all prints every event.',
};

/** Options of other programs, or of the API, for what an option here is called. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  '--events': ['--filter', '--type'],
  '--event': ['--filter', '--type'],
  '--event-types': ['--filter', '--type'],
  '--types': ['--filter', '--type'],
  '--filters': ['--filter'],
  '--url': ['--uri', '--to'],
  '--endpoint': ['--uri', '--to'],
  '--from': ['--since'],
  '--after': ['--since', '--cursor'],
  '--before': ['--until'],
  '--status': ['--state'],
  '--name': ['--id', '--key'],
  '--headers': ['--header'],
  '--secrets': ['--secret'],
  '--timeout-ms': ['--timeout'],
  '--scopes': ['--scope'],
  '--page': ['--cursor', '--all'],
  '--format': ['--json'],
  '--output': ['--json'],
};

/**
 * What a command is called here.
 * @param siblings the commands there are where it was looked for
 * @returns a sentence; undefined when nothing is known
 */
export function commandHint(name: string, siblings: readonly string[], path: string): string | undefined {
  const verb = VERBS[name]?.find((candidate) => siblings.includes(candidate));
  if (verb !== undefined) return `It is called ${verb} here: ${path} ${verb}`;
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

/** @param flags the options that the command has */
export function optionHint(flag: string, flags: readonly string[]): string | undefined {
  const known = OPTIONS[flag]?.find((candidate) => flags.includes(candidate));
  return known === undefined ? undefined : `It is called ${known} here.`;
}
