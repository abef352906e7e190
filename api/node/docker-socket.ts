import { z } from 'zod';
import { isPort, listen } from './docker-socket/listen.ts';
import { PublishedPorts } from './docker-socket/published-ports.ts';
import { dockerServer } from './docker-socket/server.ts';
import { accessTo } from './docker-socket/upstream.ts';

/**
 * Serves a sandbox's Docker daemon on a Unix socket or a loopback port, for clients that know no other address, and for
 * those that take connections over where the server can't give any away (Workers):
 *
 *     ATOLL_API_KEY=… npm run docker-socket -- sbx_… /tmp/docker.sock
 *
 * With ATOLL_PUBLISH_PORTS=loopback, the ports that its containers publish are open on this machine's loopback, too.
 */

const environment = z.object({
  ATOLL_URL: z.url().default('http://127.0.0.1:8787'),
  ATOLL_API_KEY: z.string().min(1, 'ATOLL_API_KEY is needed'),
  ATOLL_PUBLISH_PORTS: z.enum(['off', 'loopback']).default('off'),
});

async function main([sandbox, place]: readonly string[]): Promise<void> {
  if (sandbox === undefined || place === undefined) {
    throw new Error('usage: npm run docker-socket -- <sandbox> <path of a Unix socket, or port>');
  }
  const { ATOLL_URL, ATOLL_API_KEY, ATOLL_PUBLISH_PORTS } = environment.parse(process.env);
  const upstream = await accessTo(ATOLL_URL, ATOLL_API_KEY, sandbox);
  const server = dockerServer(upstream);
  await listen(server, place);
  server.on('error', tell);
  process.stdout.write(
    `export DOCKER_HOST=${isPort(place) ? `tcp://127.0.0.1:${place}` : `unix://${place}`}\n`,
  );
  const ports = new PublishedPorts(upstream, tell);
  if (ATOLL_PUBLISH_PORTS === 'loopback') ports.follow().catch(tell);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      ports.close();
      // Takes the socket's file away; connections that were taken over would hold it up.
      server.close();
      process.exit(0);
    });
  }
}

function tell(problem: unknown): void {
  const cause =
    problem instanceof Error && problem.cause instanceof Error ? `: ${problem.cause.message}` : '';
  const text = problem instanceof Error ? problem.message + cause : String(problem);
  process.stderr.write(`docker-socket: ${text}\n`);
}

// Whoever read the first line, or the terminal, may be gone: that is no reason to stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
// One connection's trouble is told, and isn't the others'.
for (const kind of ['uncaughtException', 'unhandledRejection'] as const) process.on(kind, tell);

main(process.argv.slice(2)).catch((error) => {
  tell(error);
  process.exit(1);
});
