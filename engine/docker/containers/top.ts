import { hostProcesses } from '../../linux/process-view.ts';
import { Quit } from '../../shell/commands/options.ts';
import type { Listing } from '../../shell/commands/system/process-columns.ts';
import { cellOf, forest, sortedProcesses } from '../../shell/commands/system/ps.ts';
import { parsePs, psColumns } from '../../shell/commands/system/ps-request.ts';
import { conflict, serverError } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { type Container, isRunning } from './container.ts';
import { logContainerEvent } from './container-events.ts';

interface Top {
  readonly Titles: readonly string[];
  readonly Processes: readonly (readonly string[])[];
}

/** What dockerd makes of the output of its host's ps(1). @param args for it @throws DockerError */
export function topContainer(world: DockerWorld, container: Container, args: string): Top {
  checkNames(args);
  if (!isRunning(container)) throw conflict(`Container ${container.id} is not running`);
  if (container.status === 'restarting') {
    throw conflict(`Container ${container.id} is restarting, wait until the container is running`);
  }
  const top = psOf(
    world,
    container,
    args.split(/\s+/).filter((word) => word !== ''),
  );
  logContainerEvent(world, container, 'top');
  return top;
}

/** A column can't pass itself off as the one of process ids. */
function checkNames(args: string): void {
  for (const [, name, title] of args.matchAll(/\s([^\s=]{0,64})=\s?(PID[^\s]{0,64})/g)) {
    if (name !== 'pid') throw serverError(`specifying "${name}=${title}" is not allowed`);
  }
}

function psOf(world: DockerWorld, { id, host }: Container, words: string[]): Top {
  const { machines, simulation, runtime } = world;
  const listing: Listing = {
    now: simulation.now(),
    names: { user: namesIn(world, host, '/etc/passwd'), group: namesIn(world, host, '/etc/group') },
    memoryTotal: world.host(host).memoryBytes,
    pidWidth: 7,
  };
  try {
    const request = parsePs(words.length === 0 ? ['-ef'] : words);
    const columns = psColumns(request, listing.pidWidth);
    const processes = hostProcesses(machines.kernel, host, runtime.pids(id));
    const titles = columns.flatMap(({ header }) => fieldsOf(header));
    if (!titles.includes('PID')) throw serverError("Couldn't find PID field in ps output");
    const sorted = sortedProcesses(processes, request.sort, listing);
    // The parents of a container's first process and of its execs are the host's.
    const listed = request.forest ? forest(sorted, true) : sorted.map((process) => ({ process, prefix: '' }));
    const rows = listed.map(({ process, prefix }) =>
      fieldsOf(columns.map((column) => cellOf(column, process, prefix, listing)).join(' ')),
    );
    const last = titles.length - 1;
    return {
      Titles: titles,
      // What is left of a line belongs to its last column.
      Processes: rows.map((fields) => [...fields.slice(0, last), fields.slice(last).join(' ')]),
    };
  } catch (error) {
    if (error instanceof Quit) throw serverError(`ps: ${error.message.trimStart().split('\n', 1)[0]}`);
    throw error;
  }
}

function fieldsOf(line: string): string[] {
  return line.split(/[\t\n\f\r ]+/).filter((field) => field !== '');
}

/** Of the host: that is where ps runs. */
function namesIn({ files }: DockerWorld, host: string, path: string): (id: number) => string {
  const names = new Map(
    (files.readText(host, path) ?? '').split('\n').map((line): [number, string] => {
      const [name = '', , id] = line.split(':');
      return [Number(id), name];
    }),
  );
  return (id) => names.get(id) ?? String(id);
}
