import { freeLevel, type Labels } from '../../container/labels.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { type DockerError, invalidParameter, serverError } from '../docker-error.ts';
import type { DockerWorld, HostFacts } from '../world.ts';
import type { HostConfig } from './config.ts';
import type { Container } from './container.ts';
import { folderOf } from './host-files.ts';

/** No confined process has both of these categories. */
const UNCONFINED: Labels = { process: '', files: 'system_u:object_r:container_file_t:s0:c1022,c1023' };

const PARTS = ['user', 'role', 'type', 'level', 'filetype'];

/** The labels that a new container gets. Undefined: its host has no SELinux. @throws DockerError */
export function chooseLabels(
  world: DockerWorld,
  { name: host, selinux }: HostFacts,
  config: HostConfig,
): Labels | undefined {
  if (selinux === 'disabled') return undefined;
  const options = labelOptions(config) ?? impliedOptions(world, host, config);
  if (options.includes('disable')) return UNCONFINED;
  const parts = new Map<string, string>();
  for (const option of options) {
    const colon = option.indexOf(':');
    const part = option.slice(0, Math.max(0, colon));
    if (!PARTS.includes(part)) throw badOption(option);
    parts.set(part, option.slice(colon + 1));
  }
  const others = world.containers.all(host).map(({ labels }) => labels);
  const level = parts.get('level') ?? freeLevel(world.simulation.random, others);
  const user = parts.get('user') ?? 'system_u';
  return {
    process: [user, parts.get('role') ?? 'system_r', parts.get('type') ?? 'container_t', level].join(':'),
    files: [user, 'object_r', parts.get('filetype') ?? 'container_file_t', level].join(':'),
  };
}

function badOption(option: string): DockerError {
  return invalidParameter(
    `bad label option ${JSON.stringify(option)}, valid options 'disable' or \n'user, role, level, type, filetype' followed by ':' and a value`,
  );
}

/** What follows `label=` among the options; undefined where none does. */
function labelOptions({ SecurityOpt }: HostConfig): string[] | undefined {
  const options = (SecurityOpt ?? []).flatMap((option) => {
    if (option === 'disable') return ['disable'];
    const [, value] = /^label[=:](.*)$/s.exec(option) ?? [];
    return value === undefined ? [] : [value];
  });
  return options.length === 0 ? undefined : options;
}

/** Whoever shares processes or memory with others has their label. */
function impliedOptions(world: DockerWorld, host: string, config: HostConfig): string[] {
  const { Privileged, IpcMode, PidMode } = config;
  if (Privileged || IpcMode === 'host' || PidMode === 'host') return ['disable'];
  const shared = [IpcMode, PidMode].find((mode) => mode.startsWith('container:'));
  if (shared === undefined) return [];
  const label = world.containers.get(host, shared.slice('container:'.length)).labels?.process ?? '';
  const [user = '', role = '', type = '', ...level] = label.split(':');
  return label === '' ? [] : [`user:${user}`, `role:${role}`, `type:${type}`, `level:${level.join(':')}`];
}

/** Folders that no `:z` or `:Z` may change (opencontainers/selinux). */
const NEVER_RELABELLED = new Set(
  (
    '/ /bin /boot /dev /etc /etc/passwd /etc/pki /etc/shadow /home /lib /lib64 /media /opt /proc /root /run /sbin ' +
    '/srv /sys /tmp /usr /var /var/lib /var/log'
  ).split(' '),
);

/** Before a start: labels the files of the network, volumes, and binds with `:z` or `:Z`. @throws DockerError */
export function relabelFiles(world: DockerWorld, container: Container): void {
  const { host, labels, mounts, hostConfig } = container;
  if (labels === undefined || world.host(host).selinux === 'disabled') return;
  const shared = withLevel(labels.files, 's0');
  if (!hostConfig.NetworkMode.startsWith('container:')) {
    for (const file of ['hosts', 'hostname', 'resolv.conf'])
      world.files.relabel(host, `${folderOf(container)}/${file}`, labels.files);
  }
  for (const { Type, Source, Mode } of mounts) {
    const words = Mode.split(',');
    const isShared = words.includes('z') || (Type === 'volume' && Mode === '');
    if (Type === 'tmpfs' || !(isShared || words.includes('Z'))) continue;
    relabel(world, host, Source, isShared ? shared : labels.files);
  }
}

function relabel(world: DockerWorld, host: string, source: string, context: string): void {
  const failed = (why: string) => serverError(`error setting label on mount source '${source}': ${why}`);
  if (NEVER_RELABELLED.has(source)) throw failed(`SELinux relabeling of ${source} is not allowed`);
  try {
    world.files.relabel(host, source, context);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw failed(`lsetxattr(label=${context}) ${source}: ${error.message.toLowerCase()}`);
  }
}

function withLevel(context: string, level: string): string {
  return [...context.split(':').slice(0, 3), level].join(':');
}
