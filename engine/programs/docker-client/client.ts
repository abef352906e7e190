import type { Json, Next, Program, System } from '../../linux/system.ts';
import { bytesOf, decode, encode } from '../../shell/commands/bytes.ts';
import { guarded } from '../../shell/commands/command.ts';
import { advance, type Exchange } from '../../shell/commands/network/exchange.ts';
import { header } from '../../shell/commands/network/http.ts';
import { Quit } from '../../shell/commands/options.ts';
import type { Answer, Command, Request, Run, Step } from './command.ts';
import { parseCommandLine } from './command-line.ts';
import { commands, help, versionLine } from './commands/index.ts';
import { ask, unreachable } from './daemon.ts';
import { refused } from './refused.ts';
import { Output, type OutputState, Progress, type ProgressState } from './streams.ts';
import { text } from './table.ts';

/** The longest answer that is taken as a whole, in bytes: until then it is a part of the process's state. */
const ANSWER_BYTES_MAX = 524_288;

type State = {
  request: Request;
  exchange: Exchange;
  /** What has come of an answer that is taken as a whole; bytes, one character each. */
  body: string;
  output: OutputState;
  progress: ProgressState;
  memory: Record<string, Json>;
};

/** `docker`, as far as it needs no more of the daemon than its socket gives. */
export const dockerClient: Program<State> = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const [first = ''] = words;
    if (['--version', '-v'].includes(first)) return printed(system, versionLine(system));
    if (words.length === 0 || ['help', '--help', '-h'].includes(first)) return answerHelp(system, words[1]);
    const { command, run } = prepare(system, {});
    return follow(system, run, command.begin(run));
  },
  step(system, state) {
    const { command, run } = prepare(system, state.memory);
    const result = advance(system, state.exchange, { body: (data) => take(system, state, data) });
    if (result !== 'done' && !('problem' in result)) return { state, until: result };
    if (result !== 'done' && result.problem !== 'cut short')
      throw refused(command, unreachable(system, state.request, result));
    if (state.progress.error !== undefined) throw refused(command, state.progress.error);
    const answer = answerOf(state);
    if (answer.status >= 400 && command.expects?.includes(answer.status) !== true) {
      throw refused(command, `Error response from daemon: ${text(answer.json, 'message')}`);
    }
    return follow(system, run, command.answered(run, answer));
  },
});

function printed(system: System, words: string): { readonly exit: number } {
  system.write(1, words);
  return { exit: 0 };
}

/** `docker help NAME` tells scripts by its exit code whether there is such a command. */
function answerHelp(system: System, name: string | undefined): { readonly exit: number } {
  const isKnown = name !== undefined && (isGroup(name) || find([name]) !== undefined);
  if (name === undefined || name.startsWith('-') || isKnown) return printed(system, help());
  throw unknown(name);
}

/** `network`, of which there are `network ls` and others. */
function isGroup(name: string): boolean {
  return [...commands.keys()].some((each) => each.startsWith(`${name} `));
}

function unknown(name: string, second = ''): Quit {
  const [whole, usage] = isGroup(name) ? [`${name} ${second}`, `Usage:  docker ${name}\n\n`] : [name, ''];
  const hint = `Run 'docker ${usage === '' ? '' : `${name} `}--help' for more information\n`;
  return new Quit(`docker: unknown command: docker ${whole}\n\n${usage}${hint}`, 1);
}

/** The longest name that the words begin with. */
function find(words: readonly string[]): readonly [command: Command, length: number] | undefined {
  for (const length of [2, 1]) {
    const command = commands.get(words.slice(0, length).join(' '));
    if (command !== undefined) return [command, length];
  }
  return undefined;
}

function prepare(
  system: System,
  memory: Record<string, Json>,
): { readonly command: Command; readonly run: Run } {
  const words = system.argv.slice(1);
  const found = find(words);
  if (found === undefined) throw unknown(words[0] ?? '', words[1]);
  const [command, length] = found;
  const { flags, operands } = parseCommandLine(command, words.slice(length));
  const run: Run = {
    system,
    flags,
    operands,
    memory,
    print: (words) => system.write(1, bytesOf(encode(words))),
    complain: (words) => system.write(2, bytesOf(encode(words))),
  };
  return { command, run };
}

function follow(system: System, run: Run, step: Step): Next<State> {
  if (typeof step === 'number') return { exit: step };
  const state: State = {
    request: step,
    exchange: ask(system, step, 'Docker-Client (linux)'),
    body: '',
    output: { left: '' },
    progress: { left: '' },
    memory: run.memory,
  };
  return dockerClient.step(system, state);
}

/** Something of an answer has come. */
function take(system: System, state: State, data: string): void {
  const { head } = state.exchange.reading;
  if (state.request.streams === 'output' && head !== undefined && head.status < 300) {
    const framed = header(head, 'content-type') !== 'application/vnd.docker.raw-stream';
    Output.take(system, state.output, data, framed);
  } else if (state.request.streams?.startsWith('progress') === true && head?.status === 200) {
    const { streams } = state.request;
    Progress.take(
      system,
      state.progress,
      data,
      streams === 'progress' ? 1 : streams.endsWith('error') ? 2 : 0,
    );
  } else {
    if (state.body.length + data.length > ANSWER_BYTES_MAX) {
      throw new Quit('docker: the answer is too long for this simulation\n', 1);
    }
    state.body += data;
  }
}

function answerOf(state: State): Answer {
  const status = state.exchange.reading.head?.status ?? 500;
  try {
    return { status, json: state.body === '' ? undefined : JSON.parse(decode(state.body)) };
  } catch {
    return { status, json: { message: decode(state.body).trim() } };
  }
}
