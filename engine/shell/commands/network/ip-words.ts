import { systemError } from '../../../filesystem/errors.ts';
import type { NetworkChange } from '../../../linux/network-view.ts';
import type { System } from '../../../linux/system.ts';
import { isBusybox, Quit } from '../options.ts';

/** Words of a command line of ip, and what it says of wrong ones. */

/** An action may be shortened, as the words of ip may. */
export function actionOf<Name extends string>(
  words: string[],
  names: readonly Name[],
  otherwise: Name,
): Name | undefined {
  const word = words[0];
  if (word === undefined) return otherwise;
  const found = names.find((name) => name.startsWith(word));
  if (found !== undefined) words.shift();
  return found;
}

export function afterWord(words: readonly string[], word: string): string | undefined {
  const at = words.indexOf(word);
  return at < 0 ? undefined : words[at + 1];
}

export function unknown(system: System, object: string, word: string): Quit {
  if (isBusybox(system)) return new Quit(`ip: invalid argument '${word}' to 'ip'\n`, 1);
  return new Quit(`Command "${word}" is unknown, try "ip ${object} help".\n`, 255);
}

export function noDevice(system: System, name: string): Quit {
  return new Quit(
    isBusybox(system) ? `ip: can't find device '${name}'\n` : `Device "${name}" does not exist.\n`,
    1,
  );
}

export function cannotFind(system: System, name: string): Quit {
  return new Quit(
    isBusybox(system) ? `ip: can't find device '${name}'\n` : `Cannot find device "${name}"\n`,
    1,
  );
}

export function change(system: System, what: NetworkChange): number {
  try {
    system.configureNetwork(what);
    return 0;
  } catch (error) {
    const { code, message } = systemError(error);
    if (code === 'ENODEV') throw cannotFind(system, 'interface' in what ? (what.interface ?? '') : '');
    const [prefix, exit] = isBusybox(system) ? ['ip: ', 2] : ['', 2];
    throw new Quit(`${prefix}RTNETLINK answers: ${message}\n`, exit);
  }
}
