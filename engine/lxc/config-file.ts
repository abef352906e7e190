import type { CgroupLimits } from '../linux/cgroup.ts';
import { ioMaxText } from '../linux/proc/io-files.ts';
import type { OsContainer } from './container.ts';

/** Where containers are on a host. */
export const LXC_PATH = '/var/lib/lxc';

/** The container's file of lxc.container.conf(5), as lxc-download writes it. */
export function configText(container: OsContainer): string {
  const { name, template, mac, limits } = container;
  const { distribution, release, architecture } = template;
  return [
    '# Template used to create this container: /usr/share/lxc/templates/lxc-download',
    `# Parameters passed to the template: --dist ${distribution} --release ${release} --arch ${architecture}`,
    '# For additional config options, please look at lxc.container.conf(5)',
    '',
    '# Distribution configuration',
    'lxc.include = /usr/share/lxc/config/common.conf',
    'lxc.arch = linux64',
    '',
    '# Container specific configuration',
    `lxc.rootfs.path = dir:${LXC_PATH}/${name}/rootfs`,
    `lxc.uts.name = ${name}`,
    ...limitLines(limits),
    '',
    '# Network configuration',
    'lxc.net.0.type = veth',
    'lxc.net.0.link = lxcbr0',
    'lxc.net.0.flags = up',
    `lxc.net.0.hwaddr = ${mac}`,
    '',
  ].join('\n');
}

function limitLines(limits: CgroupLimits): string[] {
  const { cpuMax, cpuWeight, cpuset, memoryMax, memoryHigh, pidsMax, ioMax } = limits;
  const values = {
    'cpu.max': cpuMax === undefined ? undefined : `${cpuMax.quotaUs} ${cpuMax.periodUs}`,
    'cpu.weight': cpuWeight,
    'cpuset.cpus': cpuset,
    'memory.max': memoryMax,
    'memory.high': memoryHigh,
    'pids.max': pidsMax,
    'io.max': ioMax === undefined ? undefined : ioMaxText(ioMax).trimEnd(),
  };
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`lxc.cgroup2.${key} = ${value}`],
  );
}
