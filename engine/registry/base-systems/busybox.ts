import { directory, executable, file, hardLink, type LayerEntry, symbolicLink } from '../layer.ts';
import { type Accounts, alpineAccounts, busyboxAccounts } from './accounts.ts';

/** Applets of a full busybox, in the order of the alphabet; `[` is the file the others are links to. */
const applets =
  '[[ acpid add-shell addgroup adduser adjtimex ar arch arp arping ascii ash awk base32 base64 basename bc beep ' +
  'blkdiscard blkid blockdev bootchartd brctl bunzip2 bzcat bzip2 cal cat chat chattr chgrp chmod chown chpasswd ' +
  'chpst chroot chrt chvt cksum clear cmp comm conspy cp cpio crc32 crond crontab cryptpw cttyhack cut date dc dd ' +
  'deallocvt delgroup deluser depmod devmem df dhcprelay diff dirname dmesg dnsd dnsdomainname dos2unix dpkg ' +
  'dpkg-deb du dumpkmap dumpleases echo ed egrep eject env envdir envuidgid ether-wake expand expr factor ' +
  'fakeidentd fallocate false fatattr fbset fbsplash fdflush fdformat fdisk fgconsole fgrep find findfs flock fold ' +
  'free freeramdisk fsck fsck.minix fsfreeze fstrim fsync ftpd ftpget ftpput fuser getopt getty grep groups gunzip ' +
  'gzip halt hd hdparm head hexdump hexedit hostid hostname httpd hush hwclock i2cdetect i2cdump i2cget i2cset ' +
  'i2ctransfer id ifconfig ifdown ifenslave ifplugd ifup inetd init inotifyd insmod install ionice iostat ip ' +
  'ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode kill killall killall5 klogd last less ' +
  'link linux32 linux64 linuxrc ln loadfont loadkmap logger login logname logread losetup lpd lpq lpr ls lsattr ' +
  'lsmod lsof lspci lsscsi lsusb lzcat lzma lzop makedevs makemime man md5sum mdev mesg microcom mim mkdir mkdosfs ' +
  'mke2fs mkfifo mkfs.ext2 mkfs.minix mkfs.vfat mknod mkpasswd mkswap mktemp modinfo modprobe more mount ' +
  'mountpoint mpstat mt mv nameif nanddump nandwrite nbd-client nc netstat nice nl nmeter nohup nologin nproc ' +
  'nsenter nslookup ntpd od openvt partprobe passwd paste patch pgrep pidof ping ping6 pipe_progress pivot_root ' +
  'pkill pmap popmaildir poweroff powertop printenv printf ps pscan pstree pwd pwdx raidautorun rdate rdev ' +
  'readahead readlink readprofile realpath reboot reformime remove-shell renice reset resize resume rev rm rmdir ' +
  'rmmod route rpm rpm2cpio rtcwake run-init run-parts runlevel runsv runsvdir rx script scriptreplay sed seedrng ' +
  'sendmail seq setarch setconsole setfattr setfont setkeycodes setlogcons setpriv setserial setsid setuidgid sh ' +
  'sha1sum sha256sum sha3sum sha512sum showkey shred shuf slattach sleep smemcap softlimit sort split ssl_client ' +
  'start-stop-daemon stat strings stty su sulogin sum sv svc svlogd svok swapoff swapon switch_root sync sysctl ' +
  'syslogd tac tail tar taskset tc tcpsvd tee telnet telnetd test tftp tftpd time timeout top touch tr traceroute ' +
  'traceroute6 tree true truncate ts tsort tty ttysize tunctl ubiattach ubidetach ubimkvol ubirename ubirmvol ' +
  'ubirsvol ubiupdatevol udhcpc udhcpc6 udhcpd udpsvd uevent umount uname unexpand uniq unix2dos unlink unlzma ' +
  'unshare unxz unzip uptime users usleep uudecode uuencode vconfig vi vlock volname w wall watch watchdog wc wget ' +
  'which who whoami whois xargs xxd xz xzcat yes zcat zcip';

/** Those of Docker's image by name, all in /bin. */
export const dockerApplets: ReadonlyMap<string, string> = new Map(
  ['[', ...applets.split(' ')].map((name) => [name, '/bin']),
);

const binarySize = 1_022_280;

/** The image `busybox`: every command is the same file. Its folders, and no os-release. */
export function busyboxSystem(version: string): LayerEntry[] {
  const program = { program: 'busybox', flavour: 'busybox', version } as const;
  return [
    directory('/bin'),
    executable('/bin/[', program, binarySize),
    ...`${applets} busybox`
      .split(' ')
      .sort()
      .map((name) => hardLink(`/bin/${name}`, '/bin/[')),
    directory('/dev'),
    directory('/etc'),
    ...accountFiles(busyboxAccounts, 0o644),
    file('/etc/localtime', ''),
    directory('/etc/network'),
    ...['if-down.d', 'if-post-down.d', 'if-pre-up.d', 'if-up.d'].map((name) =>
      directory(`/etc/network/${name}`),
    ),
    file('/etc/nsswitch.conf', nameServices),
    directory('/home', 0o755, 65_534, 65_534),
    directory('/root', 0o700),
    directory('/tmp', 0o1777),
    directory('/usr'),
    directory('/usr/bin'),
    symbolicLink('/usr/bin/env', '../../bin/env'),
    directory('/usr/sbin', 0o755, 1, 1),
    directory('/var'),
    directory('/var/spool'),
    directory('/var/spool/mail', 0o755, 8, 8),
    directory('/var/www', 0o755, 33, 33),
  ];
}

const nameServices =
  'passwd: files\ngroup: files\nshadow: files\nhosts: files dns\nnetworks: files dns\nprotocols: files\nservices: files\n';

/** Where Alpine links its applets; the rest of busybox's are in /bin. */
const alpineCommands: Readonly<Record<string, string>> = {
  '/bin':
    'arch ash base64 bbconfig cat chattr chgrp chmod chown cp date dd df dmesg dnsdomainname dumpkmap echo egrep false ' +
    'fatattr fdflush fgrep fsync getopt grep gunzip gzip hostname ionice iostat ipcalc kbd_mode kill link linux32 ' +
    'linux64 ln login ls lsattr lzop makemime mkdir mknod mktemp more mount mountpoint mpstat mv netstat nice pidof ' +
    'ping ping6 pipe_progress printenv ps pwd reformime rev rm rmdir run-parts sed setpriv setserial sh sleep stat ' +
    'stty su sync tar touch true umount uname usleep watch zcat',
  '/sbin':
    'acpid adjtimex arp blkid blockdev depmod fbsplash fdisk findfs fsck fstrim getty halt hwclock ifconfig ifdown ' +
    'ifenslave ifup init inotifyd insmod ip ipaddr iplink ipneigh iproute iprule iptunnel klogd loadkmap logread losetup ' +
    'lsmod mdev mkdosfs mkfs.vfat mkswap modinfo modprobe nameif nologin pivot_root poweroff raidautorun reboot rmmod ' +
    'route setconsole slattach swapoff swapon switch_root sysctl syslogd tunctl udhcpc vconfig watchdog zcip',
  '/usr/bin':
    '[ [[ awk basename bc beep blkdiscard bunzip2 bzcat bzip2 cal chvt cksum clear cmp comm cpio crontab cryptpw cut dc ' +
    'deallocvt diff dirname dos2unix du eject env expand expr factor fallocate find flock fold free fuser groups hd ' +
    'head hexdump hostid id install ipcrm ipcs killall killall5 less logger lsof lsusb lzcat lzma lzopcat md5sum mesg ' +
    'microcom mkfifo mkpasswd nc nl nmeter nohup nproc nsenter nslookup od openvt passwd paste pgrep pkill pmap printf ' +
    'pscan pstree pwdx readlink realpath renice reset resize seq setkeycodes setsid sha1sum sha256sum sha3sum sha512sum ' +
    'showkey shred shuf sort split strings sum tac tail tee test time timeout top tr traceroute traceroute6 tree ' +
    'truncate tty ttysize udhcpc6 unexpand uniq unix2dos unlink unlzma unlzop unshare unxz unzip uptime uudecode ' +
    'uuencode vi vlock volname wc wget which who whoami xargs xxd xzcat yes',
  '/usr/sbin':
    'add-shell addgroup adduser arping brctl chpasswd chroot crond delgroup deluser ether-wake fbset killall5 loadfont ' +
    'nanddump nandwrite nbd-client ntpd partprobe rdate rdev readahead remove-shell rfkill sendmail setfont setlogcons',
};

/** Alpine's by name, and where they are. */
export const alpineApplets: ReadonlyMap<string, string> = new Map(
  Object.entries(alpineCommands)
    .flatMap(([folder, names]) => names.split(' ').map((name) => [name, folder] as const))
    .toSorted(([one], [other]) => (one < other ? -1 : 1)),
);

/** Which busybox an Alpine release has: the version of its package. */
const alpineBusybox: readonly (readonly [release: string, busybox: string])[] = [
  ['3.22', '1.37.0-r18'],
  ['3.21', '1.37.0-r12'],
  ['3.20', '1.36.1-r29'],
  ['3.19', '1.36.1-r15'],
  ['3.18', '1.36.1-r7'],
  ['3.16', '1.35.0-r17'],
  ['3.14', '1.33.1-r8'],
  ['3.12', '1.31.1-r22'],
  ['3.10', '1.30.1-r5'],
  ['3.9', '1.29.3-r10'],
  ['3.7', '1.27.2-r11'],
  ['3.0', '1.24.2-r14'],
];

/** @param release `3.20.6` */
export function alpineSystem(release: string): LayerEntry[] {
  const minor = release.split('.').slice(0, 2).join('.');
  const busybox = { program: 'busybox', flavour: 'busybox', version: busyboxOf(minor) } as const;
  const folders = Object.entries(alpineCommands).flatMap(([folder, names]) =>
    names.split(' ').map((name) => symbolicLink(`${folder}/${name}`, '/bin/busybox')),
  );
  return [
    ...alpineFolders,
    executable('/bin/busybox', busybox, 808_712),
    executable('/sbin/apk', { program: 'apk', flavour: 'busybox', version: '2.14.6-r3' }, 71_520),
    executable('/usr/bin/getent', { program: 'getent', flavour: 'gnu' }, 48_704, 0o755),
    ...folders,
    ...accountFiles(alpineAccounts, 0o640),
    file('/etc/alpine-release', `${release}\n`),
    file(
      '/etc/hosts',
      '127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n',
    ),
    file('/etc/issue', `Welcome to Alpine Linux ${minor}\nKernel \\r on an \\m (\\l)\n\n`),
    file(
      '/etc/motd',
      'Welcome to Alpine!\n\nThe Alpine Wiki contains a large amount of how-to guides and general\ninformation about administrating Alpine systems.\nSee <https://wiki.alpinelinux.org/>.\n\nYou can setup the system with the command: setup-alpine\n\nYou may change this message by editing /etc/motd.\n\n',
    ),
    file(
      '/etc/os-release',
      `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${release}\nPRETTY_NAME="Alpine Linux v${minor}"\nHOME_URL="https://alpinelinux.org/"\nBUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"\n`,
    ),
    file(
      '/etc/profile',
      'export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nexport PAGER=less\numask 022\n\nPS1=\'\\h:\\w\\$ \'\n',
    ),
    file('/etc/nsswitch.conf', 'hosts: files dns\n'),
    file('/etc/shells', '# valid login shells\n/bin/sh\n/bin/ash\n'),
    directory('/etc/apk'),
    file(
      '/etc/apk/repositories',
      `https://dl-cdn.alpinelinux.org/alpine/v${minor}/main\nhttps://dl-cdn.alpinelinux.org/alpine/v${minor}/community\n`,
    ),
    file('/etc/apk/world', 'alpine-baselayout\nalpine-keys\napk-tools\nbusybox\nlibc-utils\n'),
    file('/etc/apk/arch', 'x86_64\n'),
  ];
}

const alpineFolders: readonly LayerEntry[] = [
  ...'/bin /dev /etc /home /lib /media /media/cdrom /media/floppy /media/usb /mnt /opt /proc'
    .split(' ')
    .map((path) => directory(path)),
  directory('/root', 0o700),
  ...'/run /sbin /srv /sys'.split(' ').map((path) => directory(path)),
  directory('/tmp', 0o1777),
  ...'/usr /usr/bin /usr/lib /usr/local /usr/local/bin /usr/local/lib /usr/local/share /usr/sbin /usr/share /usr/share/man /usr/share/misc /var /var/cache /var/cache/apk'
    .split(' ')
    .map((path) => directory(path)),
  directory('/var/empty', 0o555),
  ...'/var/lib /var/lib/apk /var/local /var/lock /var/log /var/mail /var/opt /var/spool /var/spool/cron'
    .split(' ')
    .map((path) => directory(path)),
  symbolicLink('/var/run', '../run'),
  directory('/var/tmp', 0o1777),
];

function busyboxOf(minor: string): string {
  const [, number = 0] = minor.split('.').map(Number);
  for (const [release, busybox] of alpineBusybox) {
    if (Number.isNaN(number) || number >= Number(release.split('.')[1])) return busybox;
  }
  return '1.24.2-r14';
}

export function accountFiles({ passwd, group }: Accounts, shadowMode: number): LayerEntry[] {
  const shadow = passwd
    .trimEnd()
    .split('\n')
    .map((line) => `${line.split(':', 1)[0]}:*:20000:0:99999:7:::\n`)
    .join('');
  return [
    file('/etc/group', group),
    file('/etc/passwd', passwd),
    file('/etc/shadow', shadow, shadowMode, 0, shadowMode === 0o640 ? 42 : 0),
  ];
}
