import { didYouMean, KancaError } from '@kanca/core';
import { ASPNET_NAMES } from './aspnet-names.js';
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

  /**
   * The receiver that a name stands for, in any case. A name that ASP.NET WebHooks had stands for the receiver that took its place,
   * so that URLs which were given to a provider years ago still arrive.
   */
  find(name: string): ReceiverDefinition | undefined {
    const lower = name.toLowerCase();
    return this.receivers.get(lower) ?? this.receivers.get(ASPNET_NAMES.get(lower) ?? '');
  }

  /** @throws KancaError `invalid_request` naming the receivers that may have been meant */
  require(name: string): ReceiverDefinition {
    const receiver = this.find(name);
    if (receiver !== undefined) return receiver;
    const given = JSON.stringify(name.slice(0, 64));
    const hint = didYouMean(name, [...this.receivers.keys()]) || 'GET /api/v1/providers lists the names there are.';
    throw new KancaError('invalid_request', `There is no provider ${given}: ${hint}`, {
      problems: [{ field: 'provider', problem: `names ${given}, which is not known: ${hint}` }],
    });
  }

  all(): readonly ReceiverDefinition[] {
    return [...this.receivers.values()];
  }

  /** The sources that code registered. */
  sources(): readonly SourceSpec[] {
    return this.specs;
  }
}
