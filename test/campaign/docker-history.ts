import { isDeepStrictEqual } from 'node:util';
import { Random } from '../../engine/simulation/random.ts';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { checkWorld, differences, leftOver } from './docker-invariants.ts';
import { nextRequest } from './docker-requests.ts';

const STEPS = 50;
/** Time goes on by so many seconds at most between two requests. */
const PAUSE_SECONDS_MAX = 20;
/** Long enough for every grace period and back-off to be over. */
const SETTLE_SECONDS = 3600;

/**
 * A life of a Docker host, as a seed has it: containers, networks, volumes and images come and go, in every order that
 * makes sense and in some that don't. It happens in two worlds, of which one is woken from its database again and again:
 * both have to answer the same and to store the same. What can't be is looked for after every step; when everything has
 * been removed, nothing may be left.
 * @throws Error that names the seed and the step where something is wrong
 */
export async function runDockerHistory(seed: number): Promise<void> {
  const random = Random.fromSeed(`docker history ${seed}`);
  const steady = await prepared(seed);
  let restarted = await prepared(seed);
  const before = steady.stored();
  for (let step = 0; step < STEPS; step++) {
    const request = nextRequest(random);
    const seconds = random.below(PAUSE_SECONDS_MAX) / 2;
    const wakes = random.below(4) === 0;
    const where = `seed ${seed}, step ${step}, ${request.method} ${request.path} ${JSON.stringify(request.body)}`;
    try {
      if (wakes) {
        restarted.sandbox.checkpoint();
        restarted = restarted.reload();
      }
      const answers = [await send(steady, request), await send(restarted, request)];
      if (!isDeepStrictEqual(answers[0], answers[1])) {
        throw new Error(`after a restart it answers otherwise: ${JSON.stringify(answers)}`);
      }
      for (const world of [steady, restarted]) world.advance(seconds);
      await checkWorld(steady);
    } catch (error) {
      throw new Error(where, { cause: error });
    }
  }
  for (const world of [steady, restarted]) world.sandbox.checkpoint();
  const different = differences(steady.stored(), restarted.stored());
  if (different.length > 0) throw new Error(`seed ${seed}: a restart changes ${different.join(', ')}`);
  await removeAll(restarted);
  const left = leftOver(before, restarted.stored());
  if (left.length > 0) throw new Error(`seed ${seed}: left behind are ${left.join(', ')}`);
}

async function prepared(seed: number): Promise<DockerApi> {
  const docker = openDocker(1, `docker history ${seed}`);
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  // The folder of a bind mount stays, and that of the host in which volumes are was changed once.
  const HostConfig = { Binds: ['/srv/shared:/data', 'v0:/other'] };
  await docker.ask('POST', '/containers/create?name=first', { Image: 'busybox', HostConfig });
  await docker.ask('DELETE', '/containers/first');
  await docker.ask('DELETE', '/volumes/v0');
  docker.advance(60);
  return docker;
}

async function send(docker: DockerApi, { method, path, body }: ReturnType<typeof nextRequest>) {
  const { status, bytes } = await docker.ask(method, path, body);
  return { status, text: new TextDecoder().decode(bytes) };
}

async function removeAll(docker: DockerApi): Promise<void> {
  const namesOf = (json: unknown, key: string) =>
    Object.values(Object(json)).map((each) => String(Object(each)[key]));
  for (const id of namesOf((await docker.ask('GET', '/containers/json?all=1')).json, 'Id')) {
    await docker.ask('DELETE', `/containers/${id}?force=1&v=1`);
  }
  await docker.ask('POST', '/networks/prune');
  for (const { Name } of Object((await docker.ask('GET', '/volumes')).json).Volumes) {
    await docker.ask('DELETE', `/volumes/${Name}`);
  }
  for (const id of namesOf((await docker.ask('GET', '/images/json?all=1')).json, 'Id')) {
    await docker.ask('DELETE', `/images/${id}?force=1`);
  }
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  docker.advance(SETTLE_SECONDS);
}
