import { RuntimeError } from '../../../container/runtime-spec.ts';
import type { Container } from '../container.ts';
import { isTmpfsSize } from '../tmpfs-options.ts';

/** What runc's own exit codes say: of what failed with ENOENT, and of everything else. */
const NOT_FOUND = 127;
const FAILED = 128;

/** Microseconds: the kernel takes no quota below that, and dockerd makes it of --cpus with this period. */
const QUOTA_MIN = 1000;
const PERIOD = 100_000;

/** fs.nr_open: nobody may open more files. */
const OPEN_FILES_MAX = 1_048_576;

const INIT = 'unable to start container process: error during container init: ';

/** What dockerd passes on without a look, and runc or the kernel doesn't take. @throws RuntimeError */
export function checkWithRunc(container: Container): void {
  checkRootVolume(container);
  checkTmpfs(container);
  checkQuota(container);
  checkOpenFiles(container);
}

/** `-v /` hides /proc and /dev, which were mounted before. */
function checkRootVolume({ config, mounts }: Container): void {
  if (!mounts.some(({ Destination }) => Destination === '/')) return;
  const missing = config.Tty ? '/dev/ptmx' : '/proc/self/fd';
  throw new RuntimeError(`${INIT}open ${missing}: no such file or directory`, NOT_FOUND);
}

function checkTmpfs({ hostConfig }: Container): void {
  for (const [path, options] of Object.entries(hostConfig.Tmpfs ?? {})) {
    const size = /(?:^|,)(size=[^,]*)/.exec(options)?.[1];
    if (size === undefined || isTmpfsSize(size.slice('size='.length))) continue;
    throw new RuntimeError(
      `${INIT}error mounting "tmpfs" to rootfs at ${JSON.stringify(path)}: mount src=tmpfs, dst=${path}, dstFd=/proc/thread-self/fd/9, flags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data=${size}: invalid argument`,
      FAILED,
    );
  }
}

function checkQuota({ id, hostConfig }: Container): void {
  const quota = Math.floor((hostConfig.NanoCpus * PERIOD) / 1e9);
  if (hostConfig.NanoCpus <= 0 || quota >= QUOTA_MIN) return;
  const slice = hostConfig.CgroupParent || 'system.slice';
  throw new RuntimeError(
    `${INIT}error setting cgroup config for procHooks process: failed to write "${quota} ${PERIOD}": write /sys/fs/cgroup/${slice}/docker-${id}.scope/cpu.max: invalid argument`,
    FAILED,
  );
}

function checkOpenFiles({ hostConfig }: Container): void {
  const wanted = (hostConfig.Ulimits ?? []).find(({ Name }) => Name === 'nofile');
  if (wanted === undefined || (wanted.Hard >= 0 && wanted.Hard <= OPEN_FILES_MAX)) return;
  throw new RuntimeError(
    `${INIT}error setting rlimits for ready process: error setting rlimit type 7: operation not permitted`,
    FAILED,
  );
}
