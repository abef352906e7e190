import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Wait } from '../../../linux/system.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import type { ControlClient, Node } from '../node.ts';
import { administration } from './administration.ts';
import { health } from './health.ts';
import { lists } from './lists.ts';
import { nodeCommands } from './node-commands.ts';
import { pluginCommands } from './plugins.ts';
import { type Command, EXIT, type Outcome, type Request, request as schema } from './request.ts';
import { shown } from './show.ts';

const CLIENTS_MAX = 32;
const REQUEST_BYTES_MAX = 65_536;

const commands: ReadonlyMap<string, Command> = new Map([
  ...health,
  ...nodeCommands,
  ...pluginCommands,
  ...lists,
  ...administration,
]);

/** Answers those who control the node, each once. */
export function serveControls(node: Node): Wait {
  const { system, facts } = node;
  for (const listener of facts.controlListeners) {
    while (facts.controls.length < CLIENTS_MAX) {
      const accepted = system.accept(listener);
      if (accepted === AGAIN) break;
      system.setNonBlocking(accepted.descriptor);
      facts.controls.push({ descriptor: accepted.descriptor, input: '', ended: false });
    }
  }
  for (const client of facts.controls) attend(node, client);
  for (const { descriptor, ended } of facts.controls)
    if (ended && system.isOpen(descriptor)) system.close(descriptor);
  facts.controls = facts.controls.filter(({ ended }) => !ended);
  return {
    readable: [
      ...(facts.controls.length < CLIENTS_MAX ? facts.controlListeners : []),
      ...facts.controls.map(({ descriptor }) => descriptor),
    ],
  };
}

function attend(node: Node, client: ControlClient): void {
  try {
    const data = node.system.read(client.descriptor, REQUEST_BYTES_MAX);
    if (data !== AGAIN) {
      if (data.length === 0) client.ended = true;
      client.input += binary(data);
    }
    if (client.input.length > REQUEST_BYTES_MAX) client.ended = true;
    const end = client.input.indexOf('\n');
    if (end < 0 || client.ended) return;
    const outcome = perform(node, client.input.slice(0, end));
    if (outcome === 'later') return;
    node.system.write(client.descriptor, bytesOf(`${JSON.stringify(outcome)}\n`));
  } catch (error) {
    systemError(error);
  }
  client.ended = true;
}

function perform(node: Node, line: string): Outcome | 'later' {
  const refused = { out: '', err: '', code: -1 };
  let request: Request;
  try {
    request = schema.parse(JSON.parse(line));
  } catch {
    return refused;
  }
  if (request.cookie !== node.facts.cookie) return refused;
  const command = commands.get(request.command);
  if (command === undefined)
    return { out: '', err: `\nCommand '${request.command}' not found. \n`, code: EXIT.usage };
  const problem = wrongArguments(command, request);
  if (problem !== undefined) return problem;
  const banner = command.banner(node, request);
  if (command.always !== true && !node.facts.isRunning)
    return shown(
      {
        error: `this command requires the 'rabbit' app to be running on the target node. Start it with 'rabbitmqctl start_app'.`,
        code: EXIT.unavailable,
      },
      banner,
      request,
    );
  const given = command.run(node, request);
  return given === 'later' ? 'later' : shown(given, banner, request);
}

/** Commands say in their usage how many they take. */
function wrongArguments({ usage }: Command, { command, args }: Request): Outcome | undefined {
  const needed = (usage.replace(/\[[^\]]*\]\s*/g, '').match(/<[^>]+>/g) ?? []).length;
  const isOpen = usage.includes('...]') || usage.includes('<plugin1>') || usage.startsWith('list ');
  const words = args.filter((each) => !each.startsWith('--'));
  if (words.length >= needed && (isOpen || words.length <= needed)) return undefined;
  const what = words.length < needed ? 'not enough arguments.' : 'too many arguments.';
  return {
    out: '',
    err: `Error (argument validation): ${what}\nArguments given:\n\t${[command, ...args].join(' ')}\n\nUsage\n\nrabbitmqctl [--node <node>] [--longnames] [--quiet] ${usage}\n`,
    code: EXIT.usage,
  };
}
