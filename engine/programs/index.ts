import type { Program } from '../linux/system.ts';
import { gosu } from './gosu.ts';
import { helloWorld } from './hello-world.ts';
import { httpEcho } from './http-echo.ts';
import { nginx } from './nginx/master.ts';
import { notModelled } from './not-modelled.ts';
import { pause } from './pause.ts';
import { podinfo } from './podinfo.ts';
import { redisCli } from './redis/client.ts';
import { redisServer } from './redis/server.ts';
import { sampleServers } from './sample-servers.ts';
import { whoamiServer } from './whoami.ts';

/** Servers and other programs that aren't commands of a shell, by the name that executables give. */
export const programs: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...sampleServers,
  ['gosu', gosu],
  ['hello-world', helloWorld],
  ['http-echo', httpEcho],
  ['nginx', nginx],
  ['not-modelled', notModelled],
  ['pause', pause],
  ['podinfo', podinfo],
  ['redis-cli', redisCli],
  ['redis-server', redisServer],
  ['traefik-whoami', whoamiServer],
]);
