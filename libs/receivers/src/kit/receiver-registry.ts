import { KancaError } from '@kanca/core';
import { sourceSettings } from './pipeline/source-settings.js';
import type { ReceiverDefinition } from './receiver-definition.js';
import type { SourceSpec } from './sources/source.js';

/** The receivers of one hub, and the sources that its code brings along. Filled while the modules are made. */
export class ReceiverRegistry {
  private readonly receivers = new Map<string, ReceiverDefinition>();
  private readonly specs: SourceSpec[] = [];

  /** @throws Error when another receiver has the name: one URL cannot belong to two */
  add(receiver: ReceiverDefinition): void {
    const known = this.receivers.get(receiver.name);
    if (known !== undefined && known !== receiver)
      throw new Error(`There are two receivers named ${JSON.stringify(receiver.name)}: import one of them.`);
    this.receivers.set(receiver.name, receiver);
  }

  /** @throws Error when the source has no secret or wrong settings: better no start than an open door */
  addSource(receiver: ReceiverDefinition, source: Omit<SourceSpec, 'provider'>): void {
    const { secrets, options } = sourceSettings(receiver, { secrets: source.secrets, options: source.options });
    if (secrets.length === 0 && receiver.secret !== null)
      throw new Error(
        `A source of ${receiver.name} was registered without a secret: give it the ${receiver.secret.name} of ${receiver.title}, ` +
          `as in register({ secrets: ['…'] }).`,
      );
    this.specs.push({ ...source, provider: receiver.name, secrets, options });
  }

  /** @param name in lower case */
  get(name: string): ReceiverDefinition | undefined {
    return this.receivers.get(name);
  }

  /** @throws KancaError `invalid_request` naming the receivers there are */
  require(name: string): ReceiverDefinition {
    const receiver = this.receivers.get(name.toLowerCase());
    if (receiver === undefined)
      throw new KancaError(
        'invalid_request',
        `There is no receiver ${JSON.stringify(name.slice(0, 64))}: there are ${[...this.receivers.keys()].join(', ')}.`,
        { problems: [{ field: 'provider', problem: 'is not known' }] },
      );
    return receiver;
  }

  all(): readonly ReceiverDefinition[] {
    return [...this.receivers.values()];
  }

  /** The sources that code registered. */
  sources(): readonly SourceSpec[] {
    return this.specs;
  }
}
