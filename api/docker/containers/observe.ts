import { containerStats, type StatsSample } from '../../../engine/docker/containers/stats.ts';
import { topContainer } from '../../../engine/docker/containers/top.ts';
import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { whileOpen } from '../every.ts';
import { OutputStream, STREAM_HEADERS } from '../output-stream.ts';
import { flag } from '../parameters.ts';
import { DAEMON_HEADERS, json } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';
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

function answerStats(call: DockerCall): Response {
  const { world } = call.docker;
  const container = containerOf(call);
  const isStream = flag(call.query, 'stream', true);
  if (isStream && flag(call.query, 'one-shot')) {
    throw invalidParameter('cannot have stream=true and one-shot=true');
  }
  const first = containerStats(world, container);
  if (!isStream) return json(first.stats);
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
  return new Response(output.body, { headers });
}
