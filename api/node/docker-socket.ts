import { z } from 'zod';
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
  const isPort = /^\d{1,5}$/.test(place);
  const listening = () => {
    process.stdout.write(`export DOCKER_HOST=${isPort ? `tcp://127.0.0.1:${place}` : `unix://${place}`}\n`);
  };
  if (isPort) server.listen(Number(place), '127.0.0.1', listening);
  else server.listen(place, listening);
  const ports = new PublishedPorts(upstream, (line) => process.stderr.write(`docker-socket: ${line}\n`));
  if (ATOLL_PUBLISH_PORTS === 'loopback') void ports.follow();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      ports.close();
      server.closeAllConnections();
      server.close(() => process.exit(0));
    });
  }
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`docker-socket: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
