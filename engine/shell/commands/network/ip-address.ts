import type { NetworkInterface } from '../../../linux/network-view.ts';
import type { System } from '../../../linux/system.ts';
import { isBusybox, Quit } from '../options.ts';
import { parsePrefix } from './addresses.ts';
import { interfaceText, type Show } from './ip-interfaces.ts';
import { actionOf, afterWord, change, noDevice, unknown } from './ip-words.ts';

export function address(system: System, words: string[], show: Show): number {
  const action = actionOf(words, ['show', 'list', 'lst', 'add', 'delete', 'flush'], 'show');
  if (action === 'add' || action === 'delete') return changeAddress(system, words, action);
  if (action === 'flush') return flushAddresses(system, words);
  // `ip addr eth0`: busybox takes the name of a device for `show`.
  if (action === undefined && !isBusybox(system)) throw unknown(system, 'address', words[0] ?? '');
  const chosen = chosenInterfaces(system, words);
  const shown =
    show.family === undefined
      ? chosen
      : chosen.filter(({ addresses }) => show.family === 4 && addresses.length > 0);
  system.write(1, shown.map((each) => interfaceText(system, each, show, true)).join(''));
  return 0;
}

export function chosenInterfaces(system: System, words: readonly string[]): readonly NetworkInterface[] {
  const { interfaces } = system.network();
  let chosen = interfaces;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === 'up') chosen = chosen.filter(({ up }) => up);
    else if (word === 'type') {
      const kind = words[++at];
      chosen = chosen.filter((each) => each.kind === kind);
    } else if (word === 'master') {
      const master = words[++at];
      chosen = chosen.filter((each) => each.master === master);
    } else if (word === 'scope' || word === 'to' || word === 'label') at++;
    else {
      const name = word === 'dev' ? (words[++at] ?? '') : word;
      if (!interfaces.some((each) => each.name === name)) throw noDevice(system, name);
      chosen = chosen.filter((each) => each.name === name);
    }
  }
  return chosen;
}

function changeAddress(system: System, words: string[], action: 'add' | 'delete'): number {
  const [text = ''] = words.filter((word) => parsePrefix(word) !== undefined);
  const parsed = parsePrefix(text);
  const device = afterWord(words, 'dev');
  if (parsed === undefined) {
    const bad = words[0] ?? '';
    throw new Quit(
      isBusybox(system)
        ? `ip: invalid argument '${bad}' to 'inet prefix'\n`
        : `Error: any valid prefix is expected rather than "${bad}".\n`,
      1,
    );
  }
  if (device === undefined)
    throw new Quit(
      isBusybox(system)
        ? 'ip: device is required\n'
        : 'Not enough information: "dev" argument is required.\n',
      isBusybox(system) ? 1 : 255,
    );
  return change(system, {
    do: action === 'add' ? 'add address' : 'remove address',
    interface: device,
    ...parsed,
  });
}

function flushAddresses(system: System, words: string[]): number {
  for (const link of chosenInterfaces(system, words)) {
    for (const { address: own, prefix } of link.addresses)
      change(system, { do: 'remove address', interface: link.name, address: own, prefix });
  }
  return 0;
}
