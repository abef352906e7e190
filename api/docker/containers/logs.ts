import { isRunning } from '../../../engine/docker/containers/container.ts';
import { logAttributes } from '../../../engine/docker/containers/log-attributes.ts';
import type { LogEntry } from '../../../engine/docker/containers/logs.ts';
import { checkReadable } from '../../../engine/docker/containers/validation/log-driver.ts';
import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { parseTime } from '../../../engine/docker/moments.ts';
import { fixedTimestamp } from '../../../engine/docker/time.ts';
import { frame, OutputStream } from '../output-stream.ts';
import { flag } from '../parameters.ts';
import type { DockerReply } from '../reply.ts';
import type { DockerCall, DockerRoute } from '../route.ts';
import { streamResponse } from './attach.ts';
import { containerOf } from './life.ts';

export const logRoutes: readonly DockerRoute[] = [
  { method: 'GET', path: '/containers/*name/logs', answer: answerLogs },
];

const encoder = new TextEncoder();

function answerLogs(call: DockerCall): DockerReply {
  const { query, docker } = call;
  const { world } = docker;
  const [stdout, stderr] = [flag(query, 'stdout'), flag(query, 'stderr')];
  if (!stdout && !stderr) {
    throw invalidParameter('Bad parameters: you must choose at least one stream');
  }
  const container = containerOf(call);
  checkReadable(container.hostConfig.LogConfig);
  const { Tty } = container.config;
  const [since, until] = [parseTime(query.get('since')), parseTime(query.get('until'))];
  const wanted = ([timeMs, stream]: LogEntry) =>
    (stream === 1 ? stdout : stderr) &&
    (since === undefined || timeMs >= since) &&
    (until === undefined || timeMs <= until);
  const details = flag(query, 'details') ? `${logAttributes(container)} ` : '';
  const withTime = flag(query, 'timestamps');
  const output = new OutputStream(call.signal);
  const write = ([timeMs, stream, text]: LogEntry) => {
    const time = withTime ? `${fixedTimestamp(timeMs)} ` : '';
    const bytes = encoder.encode(`${time}${details}${text}`);
    output.write(Tty ? bytes : frame(stream, bytes));
  };
  for (const entry of tail([...world.logs.entries(container.id)].filter(wanted), query.get('tail')))
    write(entry);
  const ends = until !== undefined && until <= world.simulation.now();
  if (!flag(query, 'follow') || ends || !(isRunning(container) || container.starting !== undefined)) {
    output.end();
    return streamResponse(call, output, Tty);
  }
  const { publisher } = world;
  output.onClose(
    publisher.subscribe(`log/${container.id}`, (message) => {
      if (message.is === 'closed') output.end();
      if (message.is === 'log' && wanted(message.entry)) write(message.entry);
    }),
  );
  output.onClose(
    publisher.subscribe(`container/${container.id}`, (message) => {
      // A container that its policy restarts goes on with the same log.
      const over = message.is === 'ended' && world.containers.byId(container.id)?.status !== 'restarting';
      if (over || message.is === 'removed' || message.is === 'refused') output.end();
    }),
  );
  return streamResponse(call, output, Tty);
}

/** The last lines: `all`, or a number. */
function tail(entries: readonly LogEntry[], lines: string | null): readonly LogEntry[] {
  if (lines === null || lines === '' || lines === 'all' || !/^\d{1,9}$/.test(lines)) return entries;
  const count = Number(lines);
  return count === 0 ? [] : entries.slice(-count);
}
