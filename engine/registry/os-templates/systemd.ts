import type { Accounts } from '../base-systems/accounts.ts';
import { accountFiles } from '../base-systems/busybox.ts';
import { commandsOf } from '../base-systems/packages.ts';
import { directory, executable, file, type LayerEntry, symbolicLink } from '../layer.ts';
import type { OsTemplate } from './catalogue.ts';

const UNITS = '/usr/lib/systemd/system';
const WANTS = '/etc/systemd/system';

interface ServiceUnit {
  readonly name: string;
  readonly description: string;
  readonly command: string;
  readonly size: number;
  readonly target: 'sysinit' | 'multi-user' | 'getty';
  readonly after?: string;
  readonly lines?: readonly string[];
}

const JOURNALD: ServiceUnit = {
  name: 'systemd-journald',
  description: 'Journal Service',
  command: '/usr/lib/systemd/systemd-journald',
  size: 183_600,
  target: 'sysinit',
  lines: ['Restart=always', 'RestartSec=0'],
};

const NETWORKD: ServiceUnit = {
  name: 'systemd-networkd',
  description: 'Network Configuration',
  command: '/usr/lib/systemd/systemd-networkd',
  size: 2_131_856,
  target: 'multi-user',
  lines: ['User=systemd-network', 'Restart=on-failure', 'RestartSec=0'],
};

const RESOLVED: ServiceUnit = {
  name: 'systemd-resolved',
  description: 'Network Name Resolution',
  command: '/usr/lib/systemd/systemd-resolved',
  size: 549_936,
  target: 'multi-user',
  after: 'systemd-networkd.service',
  lines: ['Restart=always', 'RestartSec=0'],
};

const DBUS: ServiceUnit = {
  name: 'dbus',
  description: 'D-Bus System Message Bus',
  command:
    '/usr/bin/dbus-daemon --system --address=systemd: --nofork --nopidfile --systemd-activation --syslog-only',
  size: 239_928,
  target: 'multi-user',
  lines: ['User=messagebus'],
};

const DBUS_BROKER: ServiceUnit = {
  name: 'dbus-broker',
  description: 'D-Bus System Message Bus',
  command: '/usr/bin/dbus-broker-launch --scope system --audit',
  size: 104_200,
  target: 'multi-user',
};

const LOGIND: ServiceUnit = {
  name: 'systemd-logind',
  description: 'User Login Management',
  command: '/usr/lib/systemd/systemd-logind',
  size: 270_528,
  target: 'multi-user',
  after: 'dbus.service dbus-broker.service',
  lines: ['Restart=always', 'RestartSec=0'],
};

const CRON: ServiceUnit = {
  name: 'cron',
  description: 'Regular background program processing daemon',
  command: '/usr/sbin/cron -f',
  size: 55_944,
  target: 'multi-user',
  after: 'systemd-networkd.service',
  lines: ['Restart=on-failure'],
};

const RSYSLOG: ServiceUnit = {
  name: 'rsyslog',
  description: 'System Logging Service',
  command: '/usr/sbin/rsyslogd -n -iNONE',
  size: 801_160,
  target: 'multi-user',
  lines: ['Restart=on-failure'],
};

const CONSOLE: ServiceUnit = {
  name: 'console-getty',
  description: 'Console Getty',
  command: '-/sbin/agetty -o "-p -- \\u" --noclear --keep-baud console 115200,38400,9600 vt220',
  size: 64_304,
  target: 'getty',
  lines: ['StandardOutput=tty', 'Restart=always'],
};

const SERVICES: Readonly<Record<OsTemplate['family'], readonly ServiceUnit[]>> = {
  alpine: [],
  debian: [JOURNALD, NETWORKD, DBUS, LOGIND, CRON, CONSOLE],
  ubuntu: [JOURNALD, NETWORKD, RESOLVED, DBUS, LOGIND, CRON, RSYSLOG, CONSOLE],
  redhat: [JOURNALD, NETWORKD, DBUS_BROKER, LOGIND, CONSOLE],
};

/** Commands that an image of Docker's hasn't, and one for OS containers has. */
const COMMANDS: Readonly<Record<OsTemplate['family'], string>> = {
  alpine: '',
  debian: 'procps ip less ping ss vi',
  ubuntu: 'ip less ping ss vi',
  redhat: 'ip ping ss',
};

const USERS =
  'systemd-network:x:998:998:systemd Network Management:/:/usr/sbin/nologin\nmessagebus:x:100:107::/nonexistent:/usr/sbin/nologin\n';
const GROUPS = 'systemd-network:x:998:\nmessagebus:x:107:\n';

/** What an image for OS containers has beside the base system: systemd, its services, and more commands. */
export function systemdEntries({ family, initVersion }: OsTemplate, accounts: Accounts): LayerEntry[] {
  const services = SERVICES[family];
  const targets = [...new Set(services.map(({ target }) => target))];
  const systemd = { program: 'systemd-manager', flavour: 'gnu', version: initVersion } as const;
  return [
    ...accountFiles(
      { passwd: accounts.passwd + USERS, group: accounts.group + GROUPS },
      family === 'redhat' ? 0 : 0o640,
    ),
    directory('/usr/lib/systemd'),
    executable('/usr/lib/systemd/systemd', systemd, 92_672),
    symbolicLink('/usr/sbin/init', '../lib/systemd/systemd'),
    ...['halt', 'poweroff', 'reboot'].map((program) =>
      executable(`/usr/sbin/${program}`, { program, flavour: 'gnu', version: initVersion }, 1_115_968),
    ),
    ...[...commandsOf(COMMANDS[family])].map(([program, size]) =>
      executable(`/usr/bin/${program}`, { program, flavour: 'gnu' }, size),
    ),
    directory('/etc/systemd'),
    directory(UNITS),
    directory(WANTS),
    ...targets.map((target) => directory(`${WANTS}/${target}.target.wants`)),
    ...services.flatMap((service) => serviceEntries(service, initVersion)),
    directory('/var/log/journal', 0o2755),
  ];
}

function serviceEntries(service: ServiceUnit, version: string): LayerEntry[] {
  const { name, command, size, target } = service;
  const [path = ''] = command.replace(/^-/, '').split(' ');
  const program = path.slice(path.lastIndexOf('/') + 1);
  return [
    executable(path.replace(/^\/sbin/, '/usr/sbin'), { program, flavour: 'gnu', version }, size),
    file(`${UNITS}/${name}.service`, unitText(service)),
    symbolicLink(`${WANTS}/${target}.target.wants/${name}.service`, `${UNITS}/${name}.service`),
  ];
}

function unitText({ description, command, target, after, lines = [] }: ServiceUnit): string {
  return [
    '[Unit]',
    `Description=${description}`,
    ...(after === undefined ? [] : [`After=${after}`]),
    '',
    '[Service]',
    `ExecStart=${command}`,
    ...lines,
    '',
    '[Install]',
    `WantedBy=${target}.target`,
    '',
  ].join('\n');
}
