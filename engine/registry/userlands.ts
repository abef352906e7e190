import type { Userland } from './image.ts';

/** Folder → the commands in it, by name. */
type Commands = Readonly<Record<string, string>>;

const shared =
  'awk base64 basename cat chgrp chmod chown clear cp cut date dd df diff dirname du echo env expr false find ' +
  'grep egrep fgrep head hostname id kill ln ls md5sum mkdir mkfifo mknod mktemp mount mv nohup nproc od printenv ' +
  'printf pwd readlink realpath rm rmdir sed seq sha256sum sh sleep sort stat stty sync tail tar tee test [ ' +
  'timeout touch tr true tty umount uname uniq wc which whoami xargs yes';
const busyboxOnly =
  'ash arp ifconfig ip nc netstat nslookup ping ping6 pgrep pkill killall ps route telnet traceroute top free uptime ' +
  'vi wget watch less more unzip gunzip gzip crond su sysctl';

const redhatTools = 'bash ps free uptime top curl vi less rpm pgrep pkill gunzip gzip';
const debianTools = 'bash dash arch gzip gunzip more perl dpkg apt apt-get apt-cache su';

/** What each base system holds. Commands of busybox are links to it, so a folder is a list of names. */
const userlands: Readonly<Record<Userland, Commands>> = {
  none: {},
  busybox: { '/bin': `${shared} ${busyboxOnly} httpd`, '/usr/bin': 'env' },
  alpine: {
    '/bin':
      'ash base64 cat chgrp chmod chown cp date dd df echo egrep fgrep false grep gunzip gzip hostname kill ln ls mkdir ' +
      'mktemp more mount mv netstat nc ping ping6 printenv ps pwd rm rmdir sed sh sleep stat stty su sync tar touch true ' +
      'umount uname watch',
    '/usr/bin':
      'awk [ basename clear cut diff dirname du env expr find free head id killall less md5sum mkfifo nc nohup nproc ' +
      'nslookup od pgrep pkill printf readlink realpath seq sha256sum sort tail tee telnet test timeout top tr ' +
      'traceroute tty uniq unzip uptime vi wc wget which whoami xargs yes',
    '/sbin': 'apk arp ifconfig ip route sysctl',
    '/usr/sbin': 'crond',
  },
  debian: { '/usr/bin': `${shared} ${debianTools}` },
  ubuntu: { '/usr/bin': `${shared} ${debianTools} ps free uptime top pgrep pkill` },
  redhat: { '/usr/bin': `${shared} ${redhatTools} yum dnf microdnf` },
};

/** Debian, Ubuntu and Red Hat merged these folders. */
const merged: ReadonlyMap<string, string> = new Map([
  ['/bin', '/usr/bin'],
  ['/sbin', '/usr/bin'],
  ['/usr/sbin', '/usr/bin'],
]);

const sets = new Map<Userland, Map<string, ReadonlySet<string>>>();

/** Whether the base system has that command in that folder. */
export function userlandHas(userland: Userland, folder: string, command: string): boolean {
  let folders = sets.get(userland);
  if (folders === undefined) {
    folders = new Map(
      Object.entries(userlands[userland]).map(([place, names]) => [place, new Set(names.split(' '))]),
    );
    sets.set(userland, folders);
  }
  const names =
    folders.get(folder) ?? (folders.has('/bin') ? undefined : folders.get(merged.get(folder) ?? ''));
  return names?.has(command) ?? false;
}
