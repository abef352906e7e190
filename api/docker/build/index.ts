import { z } from 'zod';
import type { BuildOptions } from '../../../engine/docker/build/build.ts';
import { DockerError, invalidParameter } from '../../../engine/docker/docker-error.ts';
import { familiar } from '../../../engine/docker/images/names.ts';
import { platformOf } from '../../../engine/docker/images/platform.ts';
import { newName } from '../../../engine/docker/images/tag.ts';
import { ulimitSchema } from '../containers/resource-fields.ts';
import { configOf, createSchema, hostConfigOf, hostConfigSchema } from '../containers/schema.ts';
import { registryLogins } from '../images/authorization.ts';
import { progressStream } from '../images/stream.ts';
import { inSlices } from '../in-slices.ts';
import { filtersOf, flag, integer } from '../parameters.ts';
import { json } from '../respond.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';

export const buildRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/build', body: 'upload', answer: answerBuild },
  {
    method: 'POST',
    path: '/build/prune',
    answer: ({ query }) => {
      filtersOf(query);
      return json({ CachesDeleted: null, SpaceReclaimed: 0 });
    },
  },
];

/** Tags, labels and arguments are so many at most. */
const ENTRIES_MAX = 500;

function answerBuild(call: DockerCall): DockerAnswer {
  const { query, docker, host, body, later } = call;
  if (query.get('version') === '2') {
    throw new DockerError(
      500,
      'BuildKit is not enabled on this daemon: build with DOCKER_BUILDKIT=0, or without --builder',
    );
  }
  const remote = query.get('remote') ?? '';
  if (remote !== '' && remote !== 'client-session') {
    throw invalidParameter(
      `failed to fetch remote build context ${JSON.stringify(remote)}: the build context has to be sent by the client`,
    );
  }
  if ((query.get('squash') ?? '') !== '' && flag(query, 'squash')) {
    throw invalidParameter('squash is only supported with experimental mode');
  }
  checkSwitches(query);
  const work = docker.builds.begin(host, {
    archive: body,
    dockerfile: query.get('dockerfile') || 'Dockerfile',
    options: optionsOf(query, registryLogins(call.headers)),
  });
  return inSlices(call, work, (id) =>
    progressStream(call, `build/${id}`, () => {
      void later(({ builds }) => builds.cancel(id)).catch(() => {});
    }),
  );
}

/** What the daemon could be asked, but not this one. @throws DockerError */
function checkSwitches(query: URLSearchParams): void {
  const version = query.get('version') ?? '';
  if (!['', '1'].includes(version)) throw invalidParameter(`invalid version ${JSON.stringify(version)}`);
  const isolation = query.get('isolation') ?? '';
  if (!['', 'default'].includes(isolation.toLowerCase())) {
    throw invalidParameter(`unsupported isolation: ${JSON.stringify(isolation)}`);
  }
  if (query.getAll('securityopt').some((option) => option !== '')) {
    throw invalidParameter('security options are not supported on linux');
  }
}

function optionsOf(query: URLSearchParams, logins: BuildOptions['logins']): BuildOptions {
  const platform = query.get('platform') ?? '';
  const tags = query.getAll('t').filter((tag) => tag !== '');
  if (tags.length > ENTRIES_MAX) throw invalidParameter(`a build has ${ENTRIES_MAX} tags at most`);
  return {
    tags: [...new Set(tags.map((tag) => familiar(newName(tag))))],
    quiet: flag(query, 'q'),
    noCache: flag(query, 'nocache'),
    cacheFrom: jsonOf(query, 'cachefrom', z.array(z.string()), [], 'error reading cachefrom'),
    pull: flag(query, 'pull'),
    logins,
    rm: flag(query, 'rm', true),
    forceRm: flag(query, 'forcerm'),
    target: query.get('target') ?? '',
    platform: platform === '' ? '' : platformOf(platform),
    buildArgs: jsonOf(
      query,
      'buildargs',
      z.record(z.string(), z.string().nullable()),
      {},
      'error reading build args',
    ),
    labels: jsonOf(query, 'labels', z.record(z.string(), z.string()), {}, 'error reading labels'),
    config: configOf(createSchema.parse({})),
    hostConfig: hostConfigOf(
      hostConfigSchema.parse({
        NetworkMode: query.get('networkmode') || 'default',
        Memory: integer(query, 'memory') ?? 0,
        MemorySwap: integer(query, 'memswap') ?? 0,
        CpuShares: integer(query, 'cpushares') ?? 0,
        CpuPeriod: integer(query, 'cpuperiod') ?? 0,
        CpuQuota: integer(query, 'cpuquota') ?? 0,
        CpusetCpus: query.get('cpusetcpus') ?? '',
        CpusetMems: query.get('cpusetmems') ?? '',
        CgroupParent: query.get('cgroupparent') ?? '',
        ShmSize: integer(query, 'shmsize') ?? 0,
        Ulimits: jsonOf(query, 'ulimits', z.array(ulimitSchema), [], 'error reading ulimit settings'),
        ExtraHosts: query.getAll('extrahosts'),
      }),
    ),
  };
}

/** A field of the query that is JSON. @throws DockerError */
function jsonOf<T extends object>(
  query: URLSearchParams,
  name: string,
  schema: z.ZodType<T>,
  otherwise: T,
  what: string,
): T {
  const text = query.get(name) ?? '';
  if (text === '' || text === 'null') return otherwise;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidParameter(`${what}: invalid character`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success || Object.keys(parsed.data).length > ENTRIES_MAX) throw invalidParameter(what);
  return parsed.data;
}
