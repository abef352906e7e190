import type { Next, Program, System } from '../../../linux/system.ts';
import { fail, guarded, immediate } from '../command.ts';
import { isBusybox, parseOptions, Quit, usageOnly } from '../options.ts';
import { parseAddress, parsePrefix } from './addresses.ts';
import { lookUp, nameOf } from './names.ts';

const manual = {
  gnu: '[ -46dFITnreAUDV ] [ -m max_ttl ] [ -w MAX,HERE,NEAR ] [ -q nqueries ] host [ packetlen ]',
  package: 'Modern traceroute for Linux',
};
const HOPS_MAX = 30;
const PROBES = 3;
const WAIT_MS = 5_000;

type State = { readonly lines: string[]; nextMs: number; readonly code: number };

/** The gateway, where one is on the way, and the host: what is between can't be seen. */
export const traceroute: Program<State> = guarded({
  start(system) {
    const options = parseOptions(system, { letters: 'nIdFrv46m:q:w:f:p:i:s:t:z:TU', manual });
    const [host] = options.operands;
    if (host === undefined) throw usageOnly(system, manual);
    const found = lookUp(system, host);
    if ('problem' in found) {
      throw isBusybox(system)
        ? fail(system, `bad address '${host}'`)
        : new Quit(
            `${host}: Name or service not known\nCannot handle "host" cmdline arg \`${host}' on position 1 (argc 1)\n`,
            2,
          );
    }
    const [address] = found.addresses;
    const hops = Math.min(Number(options.value('m') ?? HOPS_MAX) || HOPS_MAX, HOPS_MAX);
    system.write(
      1,
      `traceroute to ${host} (${address}), ${hops} hops max, ${isBusybox(system) ? '46 byte' : '60 byte'} packets\n`,
    );
    const lines: string[] = [];
    const gateway = gatewayTo(system, address);
    if (gateway !== undefined) lines.push(hop(system, lines.length + 1, gateway, options.has('n')));
    const reached = typeof system.ping(address) !== 'string';
    if (reached) lines.push(hop(system, lines.length + 1, address, options.has('n')));
    else while (lines.length < hops) lines.push(`${String(lines.length + 1).padStart(2)}  * * *\n`);
    return step(system, { lines, nextMs: system.now + found.latencyMs, code: 0 });
  },
  step,
});

function step(system: System, state: State): Next<State> {
  while (state.lines.length > 0 && system.now >= state.nextMs) {
    const line = state.lines.shift() ?? '';
    system.write(1, line);
    if (line.endsWith('* * *\n')) state.nextMs = system.now + PROBES * WAIT_MS;
  }
  return state.lines.length === 0 ? { exit: state.code } : { state, until: { timeMs: state.nextMs } };
}

function hop(system: System, number: number, address: string, numeric: boolean): string {
  const name = numeric ? undefined : (nameOf(system, address) ?? address);
  const answers = Array.from({ length: PROBES }, () => system.ping(address));
  const times = answers.map((answer) =>
    typeof answer === 'string' ? '  *' : `  ${answer.roundTripMs.toFixed(3)} ms`,
  );
  return `${String(number).padStart(2)}  ${name === undefined ? address : `${name} (${address})`}${times.join('')}\n`;
}

function gatewayTo(system: System, address: string): string | undefined {
  const value = parseAddress(address) ?? 0;
  const { interfaces, routes } = system.network();
  if (interfaces.some(({ addresses }) => addresses.some((each) => each.address === address)))
    return undefined;
  let best: { prefix: number; via: string | undefined } | undefined;
  for (const { to, via } of routes) {
    const parsed = to === 'default' ? { address: '0.0.0.0', prefix: 0 } : parsePrefix(to);
    if (parsed === undefined) continue;
    const size = 2 ** (32 - parsed.prefix);
    const holds = Math.floor(value / size) === Math.floor((parseAddress(parsed.address) ?? 0) / size);
    if (holds && (best === undefined || parsed.prefix > best.prefix)) best = { prefix: parsed.prefix, via };
  }
  return best?.via;
}

/** Packets aren't simulated one by one: there is nothing to capture. */
export const tcpdump = immediate((system) => {
  throw fail(system, 'packet capture is not supported on this host');
});
