import { directory, executable, file, type LayerEntry, symbolicLink } from '../layer.ts';
import { redhatAccounts } from './accounts.ts';
import { accountFiles } from './busybox.ts';
import { commandsOf } from './packages.ts';

const commands =
  'coreutils diffutils findutils util-linux procps shadow awk bash clear egrep fgrep getent grep gunzip gzip hostname ' +
  'ldd login sed tar which zcat curl vi less rpm';

const folders =
  '/boot /dev /etc /etc/pki /etc/profile.d /etc/skel /etc/sysconfig /etc/yum.repos.d /home /media /mnt /opt /proc /run ' +
  '/run/lock /srv /sys /usr /usr/bin /usr/include /usr/lib /usr/lib64 /usr/libexec /usr/local /usr/local/bin ' +
  '/usr/local/lib /usr/local/sbin /usr/sbin /usr/share /usr/src /var /var/cache /var/lib /var/lib/rpm /var/log ' +
  '/var/opt /var/spool';

/** Names of the distributions of this family as their os-release says them. */
const titles: Readonly<Record<string, readonly [id: string, name: string, like: string]>> = {
  almalinux: ['almalinux', 'AlmaLinux', 'rhel centos fedora'],
  amazonlinux: ['amzn', 'Amazon Linux', 'fedora'],
  centos: ['centos', 'CentOS Linux', 'rhel fedora'],
  fedora: ['fedora', 'Fedora Linux', ''],
  oraclelinux: ['ol', 'Oracle Linux Server', 'fedora'],
  rockylinux: ['rocky', 'Rocky Linux', 'rhel centos fedora'],
};

/** The Red Hat family. @param name of the repository, e.g. `centos`; @param version e.g. `8` */
export function redhatSystem(name: string, version: string): LayerEntry[] {
  const [id, title, like] = titles[name] ?? ['ol', 'Oracle Linux Server', 'fedora'];
  const gnu = (program: string) => ({ program, flavour: 'gnu' }) as const;
  const osRelease = `NAME="${title}"\nVERSION="${version}"\nID="${id}"\n${like === '' ? '' : `ID_LIKE="${like}"\n`}VERSION_ID="${version}"\nPRETTY_NAME="${title} ${version}"\n`;
  return [
    ...folders.split(' ').map((path) => directory(path)),
    directory('/root', 0o550),
    directory('/tmp', 0o1777),
    directory('/var/tmp', 0o1777),
    ...['bin', 'lib', 'lib64', 'sbin'].map((path) => symbolicLink(`/${path}`, `usr/${path}`)),
    symbolicLink('/var/lock', '../run/lock'),
    symbolicLink('/var/run', '../run'),
    ...[...commandsOf(commands)].map(([command, size]) =>
      executable(
        `/usr/bin/${command}`,
        gnu(command === 'egrep' || command === 'fgrep' ? 'grep' : command),
        size,
      ),
    ),
    symbolicLink('/usr/bin/sh', 'bash'),
    ...['dnf', 'microdnf', 'yum'].map((command) => executable(`/usr/bin/${command}`, gnu('dnf'), 2_000)),
    executable('/usr/sbin/nologin', gnu('nologin'), 14_544),
    ...accountFiles(redhatAccounts, 0),
    file('/etc/os-release', osRelease),
    file('/etc/redhat-release', `${title} release ${version}\n`),
    file('/etc/profile', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin\nexport PATH\n'),
    file('/etc/bashrc', `[ -z "$PS1" ] && return\nPS1="[\\u@\\h \\W]\\\\$ "\n`),
    file('/etc/shells', '/bin/sh\n/bin/bash\n/usr/bin/sh\n/usr/bin/bash\n'),
    file('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n'),
    file(
      '/root/.bashrc',
      "alias rm='rm -i'\nalias cp='cp -i'\nalias mv='mv -i'\n\nif [ -f /etc/bashrc ]; then\n\t. /etc/bashrc\nfi\n",
    ),
    file('/root/.bash_profile', 'if [ -f ~/.bashrc ]; then\n\t. ~/.bashrc\nfi\n'),
  ];
}
