import { SystemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { binary, bytesOf, encode } from '../../../shell/commands/bytes.ts';
import { outcome, type Request } from './request.ts';

const PORT = 25_672;
const READ_BYTES_MAX = 262_144;

type State = { request: string; node: string; descriptor: number; sent: boolean; input: string };

/** rabbitmqctl, rabbitmq-diagnostics, rabbitmq-plugins: each asks the node of its own machine. */
export const rabbitmqControl: Program<State> = {
  start(system) {
    const given = parse(system);
    if (given.command === '' || given.command === 'help') {
      system.write(given.command === '' ? 2 : 1, usage(system));
      return { exit: given.command === '' ? 64 : 0 };
    }
    if (given.command === 'version') {
      system.write(1, `${system.executable.version ?? ''}\n`);
      return { exit: 0 };
    }
    const { node, ...request } = given;
    const state = { request: JSON.stringify(request), node, descriptor: -1, sent: false, input: '' };
    // Starting Erlang takes a while.
    system.spend(400_000);
    try {
      state.descriptor = system.connect({ address: '127.0.0.1', port: PORT });
      return goOn(system, state);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      return unreachable(system, state);
    }
  },
  step: goOn,
};

function goOn(system: System, state: State): Next<State> {
  try {
    if (!state.sent) {
      if (system.connected(state.descriptor) === AGAIN)
        return { state, until: { connected: state.descriptor } };
      system.write(state.descriptor, bytesOf(encode(`${state.request}\n`)));
      state.sent = true;
    }
    const data = system.read(state.descriptor, READ_BYTES_MAX);
    if (data === AGAIN) return { state, until: { readable: [state.descriptor] } };
    state.input += binary(data);
    if (data.length > 0) return { state, until: { readable: [state.descriptor] } };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return unreachable(system, state);
  }
  const answer = answerOf(state.input);
  if (answer === undefined || answer.code < 0) return unreachable(system, state);
  if (answer.out !== '') system.write(1, bytesOf(answer.out));
  if (answer.err !== '') system.write(2, bytesOf(answer.err));
  return { exit: answer.code };
}

function answerOf(input: string) {
  try {
    return outcome.parse(JSON.parse(input));
  } catch {
    return undefined;
  }
}

function parse(system: System): Request & { readonly node: string } {
  const args: string[] = [];
  const given = {
    cookie: cookieOf(system),
    command: '',
    vhost: '/',
    format: 'table' as Request['format'],
    quiet: false,
    silent: false,
    headers: true,
    node: `rabbit@${system.hostName().split('.')[0] ?? ''}`,
  };
  const values: Readonly<Record<string, (value: string) => void>> = {
    '-n': (value) => {
      given.node = value;
    },
    '-p': (value) => {
      given.vhost = value;
    },
    '-t': () => undefined,
    '--formatter': (value) => {
      given.format = FORMATS.find((each) => each === value) ?? 'table';
    },
    '--erlang-cookie': (value) => {
      given.cookie = value;
    },
    '--unit': () => undefined,
  };
  const longer: Readonly<Record<string, string>> = { '--node': '-n', '--vhost': '-p', '--timeout': '-t' };
  const words = system.argv.slice(1);
  for (let at = 0; at < words.length; at++) {
    const [word = '', attached] = splitOption(words[at] ?? '');
    const take = values[longer[word] ?? word];
    if (take !== undefined) take(attached ?? words[++at] ?? '');
    else if (word === '-q' || word === '--quiet') given.quiet = true;
    else if (word === '-s' || word === '--silent') given.silent = true;
    else if (word === '--no-table-headers') given.headers = false;
    else if (['-l', '--longnames', '--online', '--offline', '--local'].includes(word)) continue;
    else if (given.command === '') given.command = word;
    else args.push(words[at] ?? '');
  }
  return { ...given, args };
}

const FORMATS: readonly Request['format'][] = ['table', 'pretty_table', 'json', 'csv'];

function splitOption(word: string): readonly [string, string?] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word];
}

/** The secret that the node shares with who may control it. */
function cookieOf(system: System): string {
  const given = system.env.get('RABBITMQ_ERLANG_COOKIE');
  if (given !== undefined) return given;
  try {
    return system.readText('/var/lib/rabbitmq/.erlang.cookie').trim();
  } catch (error) {
    if (error instanceof SystemError) return '';
    throw error;
  }
}

function unreachable(system: System, { node }: State): Next<State> {
  const host = node.split('@')[1] ?? '';
  system.write(
    2,
    `Error: unable to perform an operation on node '${node}'. Please see diagnostics information and suggestions below.\n\nMost common reasons for this are:\n\n * Target node is unreachable (e.g. due to hostname resolution, TCP connection or firewall issues)\n * CLI tool fails to authenticate with the server (e.g. due to CLI tool's Erlang cookie not matching that of the server)\n * Target node is not running\n\nIn addition to the diagnostics info below:\n\n * See the CLI, clustering and networking guides on https://www.rabbitmq.com/docs to learn more\n * Consult server logs on node ${node}\n * If target node is configured to use long node names, don't forget to use --longnames with CLI tools\n\nDIAGNOSTICS\n===========\n\nattempted to contact: ['${node}']\n\n${node}:\n  * connected to epmd (port 4369) on ${host}\n  * epmd reports: node 'rabbit' not running at all\n                  no other nodes on ${host}\n  * suggestion: start the node\n\n`,
  );
  return { exit: 69 };
}

function usage(system: System): string {
  const name = (system.argv[0] ?? '').split('/').at(-1) ?? 'rabbitmqctl';
  return `\nUsage\n\n${name} [--node <node>] [--timeout <timeout>] [--longnames] [--quiet] <command> [<command options>]\n\nAvailable commands: see ${name} list_queues, list_exchanges, list_bindings, list_users, list_vhosts, status …\n\n`;
}
