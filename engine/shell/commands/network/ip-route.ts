import type { Route } from '../../../linux/network-view.ts';
import type { System } from '../../../linux/system.ts';
import { isBusybox, Quit } from '../options.ts';
import { parseAddress, parsePrefix } from './addresses.ts';
import type { Show } from './ip-interfaces.ts';
import { routeUsage } from './ip-usage.ts';
import { actionOf, afterWord, change, unknown } from './ip-words.ts';

export function route(system: System, words: string[], show: Show): number {
  const action = actionOf(
    words,
    ['show', 'list', 'lst', 'add', 'delete', 'del', 'get', 'replace', 'flush'],
    'show',
  );
  if (action === 'get') return getRoute(system, words);
  if (action === 'add' || action === 'replace') return changeRoute(system, words, 'add route');
  if (action === 'delete' || action === 'del') return changeRoute(system, words, 'remove route');
  if (action === 'flush' || (action === undefined && !isBusybox(system))) {
    throw action === 'flush' ? new Quit(routeUsage, 255) : unknown(system, 'route', words[0] ?? '');
  }
  if (show.family === 6) return 0;
  const device = afterWord(words, 'dev');
  const wanted = words[0] === 'default' ? 'default' : undefined;
  const routes = system
    .network()
    .routes.filter(
      (each) =>
        (device === undefined || each.interface === device) && (wanted === undefined || each.to === wanted),
    );
  system.write(1, routes.map((each) => `${routeText(system, each)}\n`).join(''));
  return 0;
}

function routeText(system: System, { interface: device, scope, source, to, via }: Route): string {
  const gateway = via === undefined ? '' : `via ${via} `;
  const start = `${to} ${gateway}dev ${device} `;
  if (via !== undefined || scope === 'global') return start + (source === undefined ? '' : `src ${source} `);
  if (isBusybox(system)) return `${start}scope ${scope} ${source === undefined ? '' : ` src ${source} `}`;
  return `${start}proto kernel scope ${scope} ${source === undefined ? '' : `src ${source} `}`;
}

function changeRoute(system: System, words: string[], action: 'add route' | 'remove route'): number {
  const [to = '', ...rest] = words[0] === 'to' ? words.slice(1) : words;
  const parsed = to === 'default' || to === '0/0' || to === '0.0.0.0/0' ? 'default' : parsePrefix(to);
  if (parsed === undefined) {
    throw new Quit(
      isBusybox(system)
        ? `ip: invalid argument '${to}' to 'inet prefix'\n`
        : `Error: any valid prefix is expected rather than "${to}".\n`,
      1,
    );
  }
  const via = afterWord(rest, 'via');
  const device = afterWord(rest, 'dev');
  if (via !== undefined && parseAddress(via) === undefined) {
    throw new Quit(
      isBusybox(system)
        ? `ip: invalid argument '${via}' to 'inet address'\n`
        : `Error: any valid address is expected rather than "${via}".\n`,
      1,
    );
  }
  return change(system, {
    do: action,
    to: parsed === 'default' ? parsed : `${parsed.address}/${parsed.prefix}`,
    ...(via === undefined ? {} : { via }),
    ...(device === undefined ? {} : { interface: device }),
  });
}

function getRoute(system: System, words: readonly string[]): number {
  const [target = ''] = words;
  const value = parseAddress(target);
  if (value === undefined)
    throw new Quit(`Error: any valid prefix is expected rather than "${target}".\n`, 1);
  const { interfaces, routes } = system.network();
  const own = interfaces.flatMap((each) => each.addresses).some((each) => each.address === target);
  if (own) {
    system.write(1, `local ${target} dev lo src ${target} uid ${system.uid} \n    cache <local> \n`);
    return 0;
  }
  const best = routes
    .map((each) => ({
      each,
      prefix: each.to === 'default' ? { address: '0.0.0.0', prefix: 0 } : parsePrefix(each.to),
    }))
    .filter(({ prefix }) => prefix !== undefined && within(value, prefix))
    .toSorted((a, b) => (b.prefix?.prefix ?? 0) - (a.prefix?.prefix ?? 0))[0]?.each;
  if (best === undefined) throw new Quit('RTNETLINK answers: Network is unreachable\n', 2);
  const device = interfaces.find((each) => each.name === best.interface);
  const source = best.source ?? device?.addresses[0]?.address ?? '0.0.0.0';
  const via = best.via === undefined ? '' : `via ${best.via} `;
  system.write(1, `${target} ${via}dev ${best.interface} src ${source} uid ${system.uid} \n    cache \n`);
  return 0;
}

function within(value: number, { address: network, prefix }: { address: string; prefix: number }): boolean {
  const size = 2 ** (32 - prefix);
  return Math.floor(value / size) === Math.floor((parseAddress(network) ?? 0) / size);
}
