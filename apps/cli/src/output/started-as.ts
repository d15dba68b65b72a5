/** What npm tells the programs that it starts. */
export type NpmEnv = Readonly<Record<string, string | undefined>>;

/**
 * How this command was started, so that a hint can be copied and works: `npm run kanca --` in a clone, where no `kanca` is on the path.
 * @example `${startedAs()} trigger github` // 'npm run kanca -- trigger github'
 */
export function startedAs(env: NpmEnv = process.env): string {
  if (env['npm_lifecycle_event'] === 'kanca') return 'npm run kanca --';
  return env['npm_lifecycle_event'] === 'npx' ? 'npx kanca' : 'kanca';
}

/**
 * A text for people in which every command of ours is written as it works here. Sentences about `kanca` stay as they are.
 * @param commands the names of the commands: `trigger`, `sources`
 */
export function asStartedHere(text: string, commands: readonly string[], env: NpmEnv): string {
  const name = startedAs(env);
  if (name === 'kanca') return text;
  return text.replaceAll(new RegExp(`\\bkanca (?=(?:${commands.join('|')})\\b)`, 'g'), `${name} `);
}
