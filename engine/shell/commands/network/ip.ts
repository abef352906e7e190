import type { Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { isBusybox, Quit, usageOnly } from '../options.ts';
import { address } from './ip-address.ts';
import type { Show } from './ip-interfaces.ts';
import { link } from './ip-link.ts';
import { enterNetworkNamespace, networkNamespaces } from './ip-netns.ts';
import { route } from './ip-route.ts';
import { ipManual, ipUsage } from './ip-usage.ts';
import { showNeighbours } from './neighbours.ts';

const objects = ['address', 'link', 'route', 'neighbour', 'rule', 'help'] as const;
type ObjectName = (typeof objects)[number];
const otherObjects: Readonly<Record<string, ObjectName>> = { neighbor: 'neighbour' };

export const ip: Program = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const show = takeOptions(system, words);
    const isNamespaces = words[0] !== undefined && words[0].length > 2 && 'netns'.startsWith(words[0]);
    if (isNamespaces && !isBusybox(system)) return networkNamespaces(system, words.slice(1));
    return { exit: run(system, words, show) };
  },
  step: () => ({ exit: 0 }),
});

function run(system: System, words: string[], show: Show): number {
  const text = words.shift();
  if (text === undefined || text === 'help') throw usage(system);
  const object = otherObjects[text] ?? objects.find((each) => each.startsWith(text));
  if (object === undefined) {
    if (isBusybox(system)) throw usage(system);
    throw new Quit(`Object "${text}" is unknown, try "ip help".\n`, 1);
  }
  return commands[object](system, words, show);
}

function usage(system: System): Quit {
  return isBusybox(system) ? usageOnly(system, ipManual) : new Quit(ipUsage, 255);
}

const commands: Readonly<Record<ObjectName, (system: System, words: string[], show: Show) => number>> = {
  address,
  link,
  route,
  neighbour: showNeighbours,
  rule: (system) => {
    system.write(
      1,
      '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n',
    );
    return 0;
  },
  help: (system) => {
    throw usage(system);
  },
};

function takeOptions(system: System, words: string[]): Show {
  let family: 4 | 6 | undefined;
  let [brief, oneLine, statistics] = [false, false, false];
  while (words[0]?.startsWith('-')) {
    const word = words.shift() ?? '';
    if (word === '-4') family = 4;
    else if (word === '-6') family = 6;
    else if (/^--?br(?:ief)?$/.test(word)) brief = true;
    else if (/^--?o(?:neline)?$/.test(word)) oneLine = true;
    else if (/^--?s(?:tats|tatistics)?$/.test(word)) statistics = true;
    else if (/^--?(?:f|family)$/.test(word)) family = words.shift() === 'inet6' ? 6 : 4;
    else if (/^--?n(?:etns)?$/.test(word)) enterNetworkNamespace(system, words.shift() ?? '');
    else if (/^--?(?:c|color|d|details|h|human|a|all)(?:=\w+)?$/.test(word)) continue;
    else if (/^--?V(?:ersion)?$/.test(word))
      throw new Quit('ip utility, iproute2-6.1.0, libbpf 1.1.0\n', 0, 'out');
    else
      throw isBusybox(system)
        ? usage(system)
        : new Quit(`Option "${word}" is unknown, try "ip -help".\n`, 255);
  }
  return { family, brief, oneLine, statistics };
}
