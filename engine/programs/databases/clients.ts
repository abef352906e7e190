import { SystemError } from '../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../linux/system.ts';
import { option, portNumber } from '../options.ts';
import { continueLookup, type Lookup, lookUp, lookupWait, type Resolved } from '../resolver.ts';

type Reached = 'open' | 'refused' | 'unknown host';

/** A client that only finds out whether its server is there. */
interface Prober {
  readonly port: number;
  readonly portOption: string;
  /** Before anything is tried; an exit code where there is nothing to try. */
  readonly first?: (system: System) => number | undefined;
  /** @returns the exit code */
  readonly tell: (system: System, host: string | undefined, port: number, reached: Reached) => number;
}

type State = {
  host?: string | undefined;
  port: number;
  lookup?: Lookup | undefined;
  descriptor: number;
};

function prober(of: Prober): Program<State> {
  const tell = (system: System, state: State, reached: Reached): Next<State> => ({
    exit: of.tell(system, state.host, state.port, reached),
  });
  const connecting = (system: System, state: State): Next<State> => {
    try {
      if (system.connected(state.descriptor) === AGAIN)
        return { state, until: { connected: state.descriptor } };
      return tell(system, state, 'open');
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      return tell(system, state, 'refused');
    }
  };
  const resolved = (system: System, state: State, result: Resolved): Next<State> => {
    if ('lookup' in result) {
      state.lookup = result.lookup;
      return { state, until: lookupWait(result.lookup) };
    }
    state.lookup = undefined;
    if ('failed' in result) return tell(system, state, 'unknown host');
    state.descriptor = system.connect({ address: result.address, port: state.port });
    return connecting(system, state);
  };
  return {
    start(system) {
      const done = of.first?.(system);
      if (done !== undefined) return { exit: done };
      const { argv } = system;
      const attached = argv.find((word) => /^-h.+/.test(word))?.slice(2);
      const host = option(argv, '-h', '--host') ?? attached;
      const port = portNumber(option(argv, of.portOption, '--port'), of.port);
      return resolved(system, { host, port, descriptor: -1 }, lookUp(system, host ?? '127.0.0.1'));
    },
    step: (system, state) =>
      state.lookup === undefined
        ? connecting(system, state)
        : resolved(system, state, continueLookup(system, state.lookup)),
  };
}

/** The language of the database isn't modelled; saying so is better than an empty answer. */
function noQueries(system: System, name: string): number {
  system.write(2, `${name}: connected, but queries are not part of the simulation\n`);
  return 1;
}

/** rabbitmq-diagnostics and rabbitmqctl: every check asks whether the node runs. */
export const rabbitmqDiagnostics = prober({
  port: 5672,
  portOption: '--port',
  tell: (system, _host, _port, reached) => {
    const node = `rabbit@${system.hostName()}`;
    if (reached !== 'open') {
      system.write(
        2,
        `Error: unable to perform an operation on node '${node}'. Please see diagnostics information and suggestions below.\n`,
      );
      return 69;
    }
    if (!system.argv.includes('ping')) return noQueries(system, 'rabbitmqctl');
    const announced = `Will ping ${node}. This only checks if the OS process is running and registered with epmd. Timeout: 60000 ms.\n`;
    system.write(1, `${system.argv.includes('-q') ? '' : announced}Ping succeeded\n`);
    return 0;
  },
});
