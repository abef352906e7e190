import { isRunning } from '../../../engine/docker/containers/container.ts';
import { containerStats, type StatsSample } from '../../../engine/docker/containers/stats.ts';
import { topContainer } from '../../../engine/docker/containers/top.ts';
import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { whileOpen } from '../every.ts';
import { OutputStream, STREAM_HEADERS } from '../output-stream.ts';
import { flag } from '../parameters.ts';
import type { DockerReply } from '../reply.ts';
import { DAEMON_HEADERS, json } from '../respond.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';
import { containerOf } from './life.ts';

/** Between two lines of a stream of stats, on the wall clock. */
const STATS_INTERVAL_MS = 1000;

export const observeRoutes: readonly DockerRoute[] = [
  {
    method: 'GET',
    path: '/containers/*name/top',
    answer: (call) =>
      json(topContainer(call.docker.world, containerOf(call), call.query.get('ps_args') ?? '')),
  },
  { method: 'GET', path: '/containers/*name/stats', answer: answerStats },
];

/** What a container has used since a moment ago, so that clients can say how much that is of a processor. */
async function secondStats(
  { signal, later }: DockerCall,
  id: string,
  first: ReturnType<typeof containerStats>,
): Promise<DockerReply> {
  await pause(STATS_INTERVAL_MS, signal);
  return await later(({ world }) => {
    const current = world.containers.byId(id);
    const isLater = world.simulation.now() > first.sample.atMs;
    // A clock that stands still has no moment ago.
    return json(current && isLater ? containerStats(world, current, first.sample).stats : first.stats);
  });
}

/** On the wall clock, or until nobody waits any more. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timeout);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timeout = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

function answerStats(call: DockerCall): DockerAnswer {
  const { world } = call.docker;
  const container = containerOf(call);
  const isStream = flag(call.query, 'stream', true);
  if (isStream && flag(call.query, 'one-shot')) {
    throw invalidParameter('cannot have stream=true and one-shot=true');
  }
  const first = containerStats(world, container);
  if (!isStream) {
    if (flag(call.query, 'one-shot') || !isRunning(container)) return json(first.stats);
    return { eventually: secondStats(call, container.id, first) };
  }
  const output = new OutputStream(call.signal);
  output.onClose(
    world.publisher.subscribe(`container/${container.id}`, ({ is }) => {
      if (is === 'removed' || is === 'closed') output.end();
    }),
  );
  output.writeJson(first.stats);
  let before: StatsSample = first.sample;
  whileOpen(output, STATS_INTERVAL_MS, async () => {
    await call.later((docker) => {
      const current = docker.world.containers.byId(container.id);
      if (current === undefined) {
        output.end();
        return;
      }
      const { stats, sample } = containerStats(docker.world, current, before);
      before = sample;
      output.writeJson(stats);
    });
  });
  const headers = { ...DAEMON_HEADERS, ...STREAM_HEADERS, 'Content-Type': 'application/json' };
  return { status: 200, headers, body: output };
}
