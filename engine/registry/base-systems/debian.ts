import { directory, executable, file, type LayerEntry, symbolicLink } from '../layer.ts';
import { debianAccounts, ubuntuAccounts } from './accounts.ts';
import { accountFiles } from './busybox.ts';
import { commandsOf } from './packages.ts';
import { type Release, releaseOf } from './releases.ts';

const base =
  'coreutils diffutils findutils util-linux shadow awk bash clear dash egrep fgrep getent grep gunzip gzip hostname ' +
  'ldd login perl sed tar which zcat';

const bashrc = `# ~/.bashrc: executed by bash(1) for non-login shells.

# Note: PS1 and umask are already set in /etc/profile. You should not
# need this unless you want different defaults for root.
# umask 022
`;

const profile = `# /etc/profile: system-wide .profile file for the Bourne shell (sh(1))
# and Bourne compatible shells (bash(1), ksh(1), ash(1), ...).

if [ "$(id -u)" -eq 0 ]; then
  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
else
  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"
fi
export PATH
`;

const folders =
  '/boot /dev /etc /etc/alternatives /etc/apt /etc/apt/apt.conf.d /etc/apt/sources.list.d /etc/cron.daily ' +
  '/etc/default /etc/init.d /etc/opt /etc/profile.d /etc/security /etc/skel /home /media /mnt /opt /proc /run ' +
  '/run/lock /srv /sys /usr /usr/bin /usr/games /usr/include /usr/lib /usr/lib64 /usr/lib/x86_64-linux-gnu ' +
  '/usr/local /usr/local/bin /usr/local/etc /usr/local/lib /usr/local/sbin /usr/local/share /usr/sbin /usr/share ' +
  '/usr/share/doc /usr/src /var /var/backups /var/cache /var/cache/apt /var/lib /var/lib/apt /var/lib/apt/lists ' +
  '/var/lib/dpkg /var/log /var/log/apt /var/mail /var/opt /var/spool';

/** Debian and Ubuntu: GNU programs, with the folders merged into /usr. @param name `bookworm`, `24.04` */
export function debianSystem(distribution: 'debian' | 'ubuntu', name: string): LayerEntry[] {
  const release = releaseOf(distribution, name);
  const ubuntu = distribution === 'ubuntu';
  return [
    ...folders.split(' ').map((path) => directory(path)),
    directory('/root', 0o700),
    directory('/tmp', 0o1777),
    directory('/var/tmp', 0o1777),
    directory('/var/local', 0o2775, 0, 50),
    ...['bin', 'lib', 'lib64', 'sbin'].map((path) => symbolicLink(`/${path}`, `usr/${path}`)),
    symbolicLink('/var/lock', '/run/lock'),
    symbolicLink('/var/run', '/run'),
    ...programs(release, ubuntu ? `${base} procps` : base),
    symbolicLink('/usr/bin/sh', 'dash'),
    ...accountFiles(ubuntu ? ubuntuAccounts : debianAccounts, 0o640),
    ...identity(release, ubuntu),
    file(
      '/etc/bash.bashrc',
      `[ -z "\${PS1-}" ] && return\n\nPS1='\${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '\n`,
    ),
    file('/etc/profile', profile),
    file('/etc/host.conf', 'multi on\n'),
    file(
      '/etc/shells',
      '# /etc/shells: valid login shells\n/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/rbash\n/usr/bin/rbash\n/usr/bin/dash\n',
    ),
    file(
      '/etc/nsswitch.conf',
      'passwd:         files\ngroup:          files\nshadow:         files\n\nhosts:          files dns\nnetworks:       files\n\nprotocols:      db files\nservices:       db files\n',
    ),
    file('/root/.bashrc', ubuntu ? ubuntuBashrc : bashrc),
    file(
      '/root/.profile',
      '# ~/.profile: executed by Bourne-compatible login shells.\n\nif [ "$BASH" ]; then\n  if [ -f ~/.bashrc ]; then\n    . ~/.bashrc\n  fi\nfi\n\nmesg n 2> /dev/null || true\n',
    ),
    ...(ubuntu ? [directory('/home/ubuntu', 0o750, 1000, 1000)] : []),
  ];
}

/** Ubuntu gives root the aliases that Debian leaves commented out. */
const ubuntuBashrc = `# ~/.bashrc: executed by bash(1) for non-login shells.

[ -z "$PS1" ] && return

HISTCONTROL=ignoredups:ignorespace
HISTSIZE=1000
HISTFILESIZE=2000

alias ls='ls --color=auto'
alias grep='grep --color=auto'
alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'
`;

const setuid: ReadonlySet<string> = new Set([
  'su',
  'mount',
  'umount',
  'passwd',
  'chsh',
  'chfn',
  'gpasswd',
  'newgrp',
]);
/** `awk` is mawk, and the shells have names of their own. */
const programNames: Readonly<Record<string, string>> = { dash: 'sh', egrep: 'grep', fgrep: 'grep', '[': '[' };

function programs(release: Release, names: string): LayerEntry[] {
  const gnu = (program: string, version?: string) =>
    ({ program, flavour: 'gnu', ...(version === undefined ? {} : { version }) }) as const;
  const versions: Readonly<Record<string, string>> = { bash: release.bash, perl: release.perl };
  const commands = [...commandsOf(names)].map(([name, size]) =>
    executable(
      `/usr/bin/${name}`,
      gnu(programNames[name] ?? name, versions[name] ?? release.coreutils),
      size,
      setuid.has(name) ? 0o4755 : 0o755,
    ),
  );
  return [
    ...commands,
    executable('/usr/bin/apt', gnu('apt', release.apt), 18_752),
    executable('/usr/bin/apt-cache', gnu('apt-cache', release.apt), 84_448),
    executable('/usr/bin/apt-get', gnu('apt-get', release.apt), 51_592),
    executable('/usr/bin/dpkg', gnu('dpkg', '1.21.22'), 318_176),
    executable('/usr/sbin/nologin', gnu('nologin'), 14_544),
  ];
}

function identity(release: Release, ubuntu: boolean): LayerEntry[] {
  const issue = `${release.title.replace(/ \(.*/, '')} \\n \\l\n\n`;
  const common = [
    file('/usr/lib/os-release', release.osRelease),
    symbolicLink('/etc/os-release', '../usr/lib/os-release'),
    file('/etc/debian_version', `${release.debianVersion}\n`),
    file('/etc/issue', issue),
    file('/etc/issue.net', `${release.title.replace(/ \(.*/, '')}\n`),
  ];
  if (!ubuntu) return common;
  const lsb = `DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=${release.number}\nDISTRIB_CODENAME=${release.codename}\nDISTRIB_DESCRIPTION="${release.title}"\n`;
  return [...common, file('/etc/lsb-release', lsb)];
}
