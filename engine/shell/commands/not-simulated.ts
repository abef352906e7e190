import type { Program } from '../../linux/system.ts';
import { immediate } from './command.ts';
import { commandName } from './options.ts';

const NOT_FOUND = 127;

/** An applet of busybox that nobody has written: it says so. */
const notSimulated: Program = immediate((system) => {
  const name = commandName(system);
  system.write(2, `${name.slice(name.lastIndexOf('/') + 1)}: this applet is not simulated\n`);
  return NOT_FOUND;
});

/** Applets of busybox, as Docker's image and Alpine's have them. */
const applets: readonly string[] = (
  '[[ acpid add-shell addgroup adduser adjtimex ar arch arp arping ascii ash awk base32 base64 basename bbconfig bc ' +
  'beep blkdiscard blkid blockdev brctl bunzip2 bzcat bzip2 cal cat chattr chgrp chmod chown chpasswd chroot chvt ' +
  'cksum clear cmp comm cp cpio crc32 crond crontab cryptpw cut date dc dd deallocvt delgroup deluser depmod df ' +
  'dhcprelay diff dirname dmesg dnsd dnsdomainname dos2unix du dumpkmap echo ed egrep eject env envdir ether-wake ' +
  'expand expr factor fallocate false fatattr fbset fbsplash fdflush fdisk fgrep find findfs flock fold free ' +
  'freeramdisk fsck fsfreeze fstrim fsync ftpd ftpget ftpput fuser getopt getty grep groups gunzip gzip halt hd head ' +
  'hexdump hexedit hostid hostname httpd hwclock id ifconfig ifdown ifenslave ifup inetd init inotifyd insmod install ' +
  'ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode kill killall killall5 ' +
  'klogd last less link linux32 linux64 linuxrc ln loadfont loadkmap logger login logname logread losetup ls lsattr ' +
  'lsmod lsof lspci lsscsi lsusb lzcat lzma lzop lzopcat makemime md5sum mdev mesg microcom mim mkdir mkdosfs mke2fs ' +
  'mkfifo mkfs.vfat mknod mkpasswd mkswap mktemp modinfo modprobe more mount mountpoint mpstat mt mv nameif nanddump ' +
  'nandwrite nbd-client nc netstat nice nl nmeter nohup nologin nproc nsenter nslookup ntpd od openvt partprobe passwd ' +
  'paste patch pgrep pidof ping ping6 pipe_progress pivot_root pkill pmap poweroff printenv printf ps pscan pstree pwd ' +
  'pwdx raidautorun rdate rdev readahead readlink readprofile realpath reboot reformime remove-shell renice reset resize ' +
  'resume rev rfkill rm rmdir rmmod route run-parts runsv runsvdir rx script scriptreplay sed sendmail seq setarch ' +
  'setconsole setfattr setfont setkeycodes setlogcons setpriv setserial setsid setuidgid sh sha1sum sha256sum sha3sum ' +
  'sha512sum showkey shred shuf slattach sleep smemcap sort split ssl_client start-stop-daemon stat strings stty su ' +
  'sulogin sum sv svlogd swapoff swapon switch_root sync sysctl syslogd tac tail tar taskset tc tcpsvd tee telnet ' +
  'telnetd test tftp tftpd time timeout top touch tr traceroute traceroute6 tree true truncate ts tsort tty ttysize ' +
  'tunctl ubirename udhcpc udhcpc6 udhcpd udpsvd uevent umount uname unexpand uniq unit unix2dos unlink unlzma unlzop ' +
  'unshare unxz unzip uptime users usleep uudecode uuencode vconfig vi vlock volname w wall watch watchdog wc wget which ' +
  'who whoami xargs xxd xz xzcat yes zcat zcip'
).split(' ');

/** The shells themselves, and servers, are in other tables. */
const elsewhere: ReadonlySet<string> = new Set(['sh', 'ash', 'httpd']);

/** A program for each applet that the commands lack. */
export function missingApplets(commands: Readonly<Record<string, Program>>): Record<string, Program> {
  const missing = applets.filter((name) => !Object.hasOwn(commands, name) && !elsewhere.has(name));
  return Object.fromEntries(missing.map((name) => [name, notSimulated]));
}
