import { CommandFailed } from '../output/command-failed.js';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export interface ScaffoldNames {
  /** `my-shop` */
  readonly folder: string;
  /** `myShop` */
  readonly constant: string;
  /** `MyShop` */
  readonly type: string;
  /** `My Shop` */
  readonly title: string;
}

/** @throws CommandFailed for a name that could be no part of a URL and no identifier */
export function namesOf(folder: string): ScaffoldNames {
  if (!NAME.test(folder))
    throw new CommandFailed(
      `${JSON.stringify(folder)} cannot be a name: use lower-case words joined by hyphens, such as my-shop.`,
    );
  const words = folder.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const type = words.join('');
  return { folder, type, constant: type.charAt(0).toLowerCase() + type.slice(1), title: words.join(' ') };
}
