import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, parseOptions, Quit, usageOnly } from '../options.ts';
import { lookUp } from './names.ts';
import { portsOf } from './nc/nc.ts';
import { newState, type State } from './nc/state.ts';
import { talk } from './nc/talk.ts';

const telnetManual = {
  gnu: '[OPTION...] [HOST [PORT]]',
  package: 'GNU inetutils',
};

/** Without options being negotiated: a connection, its words, and nothing else. */
export const telnet: Program<State> = guarded({
  start(system) {
    const [host, port = '23'] = parseOptions(system, { letters: 'al:', manual: telnetManual }).operands;
    if (host === undefined) throw usageOnly(system, telnetManual);
    const found = lookUp(system, host);
    if ('problem' in found) {
      throw isBusybox(system)
        ? fail(system, `bad address '${host}'`)
        : new Quit(`telnet: could not resolve ${host}/${port}: Name or service not known\n`, 1);
    }
    const [address] = found.addresses;
    if (!isBusybox(system)) system.write(1, `Trying ${address}...\n`);
    return step(system, { ...newState(host), stage: 'connect', address, ports: portsOf(system, port) });
  },
  step,
});

function step(system: System, state: State): Next<State> {
  if (state.stage === 'connect') {
    try {
      const [port = 23] = state.ports;
      if (state.socket < 0) state.socket = system.connect({ address: state.address, port });
      if (system.connected(state.socket) === AGAIN) return { state, until: { connected: state.socket } };
    } catch (error) {
      const { message } = systemError(error);
      throw isBusybox(system)
        ? fail(system, `can't connect to remote host (${state.address}): ${message}`)
        : new Quit(`telnet: Unable to connect to remote host: ${message}\n`, 1);
    }
    state.stage = 'talk';
    system.write(
      1,
      isBusybox(system)
        ? `\nConnected to ${state.host}\n\nEntering character mode\nEscape character is '^]'.\n\n`
        : `Connected to ${state.host}.\nEscape character is '^]'.\n`,
    );
  }
  const next = talk(system, state) ?? { exit: 0 };
  if (!('exit' in next)) return { state, until: next };
  system.write(
    isBusybox(system) ? 1 : 2,
    isBusybox(system) ? 'Connection closed by foreign host\n' : 'Connection closed by foreign host.\n',
  );
  return { exit: 1 };
}
