/** GNU programs by the package that brings them: name and typical size in bytes. */
const packages: Readonly<Record<string, readonly string[]>> = {
  coreutils:
    '[:63544 arch:35304 b2sum:59912 base32:39432 base64:39432 basename:35304 cat:43944 chcon:64168 chgrp:64136 chmod:60040 chown:68232 chroot:39432 cksum:117432 comm:39432 cp:148760 csplit:108136 cut:43496 date:113336 dd:80872 df:104152 dir:151256 dircolors:43496 dirname:35304 du:142920 echo:43848 env:48336 expand:39464 expr:108200 factor:76392 false:31208 fmt:47592 fold:39432 groups:35368 head:43464 hostid:35272 id:43528 install:155864 join:52168 link:35304 ln:68136 logname:35304 ls:151344 md5sum:43560 mkdir:92728 mkfifo:68200 mknod:72296 mktemp:43848 mv:143704 nice:39400 nl:104104 nohup:39400 nproc:39528 numfmt:63720 od:72392 paste:39432 pathchk:35368 pinky:39592 pr:72424 printenv:35304 printf:59752 ptx:129128 pwd:39848 readlink:47528 realpath:47560 rm:68200 rmdir:43824 runcon:39432 seq:51816 sha1sum:43560 sha224sum:51752 sha256sum:51752 sha384sum:55848 sha512sum:55848 shred:60008 shuf:59880 sleep:39816 sort:113192 split:56040 stat:80768 stdbuf:47624 stty:80784 sum:39528 sync:39848 tac:104168 tail:72232 tee:39528 test:51784 timeout:43752 touch:97216 tr:51816 true:31208 truncate:39432 tsort:47624 tty:35304 uname:39880 unexpand:39464 uniq:43560 unlink:35304 users:39400 vdir:151344 wc:52008 who:55944 whoami:35304 yes:35304'.split(
      ' ',
    ),
  diffutils: 'cmp:56192 diff:149008 diff3:64648 sdiff:60256'.split(' '),
  findutils: 'find:224848 xargs:76640'.split(' '),
  'util-linux':
    'dmesg:84376 lsblk:200968 more:63784 mount:59704 mountpoint:18640 umount:35128 findmnt:93488 getopt:22744 flock:27000 lscpu:110712 lsns:56944 nsenter:32440 rev:14656 script:43696 setsid:14656 setpriv:47544 su:72000 unshare:43536 wall:34896 whereis:32336'.split(
      ' ',
    ),
  procps:
    'free:26888 kill:30952 pgrep:31048 pidof:18640 pkill:31048 pmap:35192 ps:142584 pwdx:14544 sysctl:31088 top:134072 uptime:14544 vmstat:39160 w:26832 watch:30928'.split(
      ' ',
    ),
  iproute2: 'ip:736992 ss:178256'.split(' '),
  'libcap2-bin': 'capsh:35200 getcap:14688 getpcaps:14640 setcap:18736'.split(' '),
  selinux:
    'ausearch:124112 getenforce:14392 matchpathcon:14408 restorecon:22736 sestatus:23072 setenforce:14416'.split(
      ' ',
    ),
  shadow:
    'chage:72184 chfn:62672 chsh:52880 expiry:31128 gpasswd:88496 newgrp:48896 passwd:68248 useradd:141280 userdel:96680 usermod:128648 groupadd:77168 groupdel:65120 groupmod:77584'.split(
      ' ',
    ),
};

/** One file for itself, with the program behind it. */
const single: Readonly<Record<string, number>> = {
  awk: 158_880,
  bash: 1_265_648,
  clear: 14_544,
  dash: 125_640,
  egrep: 41,
  fgrep: 41,
  getent: 39_728,
  grep: 203_152,
  gunzip: 2346,
  gzip: 98_136,
  hostname: 22_680,
  ldd: 5394,
  login: 53_024,
  perl: 3_790_120,
  sed: 126_424,
  tar: 531_984,
  which: 946,
  zcat: 1984,
};

/** The commands of packages and single files, each with its size. */
export function* commandsOf(names: string): Generator<readonly [command: string, size: number]> {
  for (const name of names.split(' ')) {
    const commands = packages[name];
    if (commands === undefined) yield [name, single[name] ?? 40_000];
    else {
      for (const word of commands) {
        const [command = '', size] = word.split(':');
        yield [command, Number(size)];
      }
    }
  }
}
