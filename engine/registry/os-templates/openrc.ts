import { directory, file, type LayerEntry, symbolicLink } from '../layer.ts';

/** `openrc-run`: a service's script calls these functions, and has these where it says nothing else. */
const RUN = `#!/bin/sh
script=$1
action=$2
RC_SVCNAME=\${script##*/}
started=/run/openrc/started/$RC_SVCNAME

ebegin() { printf ' * %s ...' "$*"; }
eend() { if [ "$1" -eq 0 ]; then echo ' [ ok ]'; else echo ' [ !! ]'; fi; return "$1"; }
einfo() { echo " * $*"; }
ewarn() { echo " * WARNING: $*"; }
eerror() { echo " * ERROR: $*" >&2; }

first() {
	for other; do
		if [ -x "/etc/init.d/$other" ] && [ ! -e "/run/openrc/started/$other" ]; then
			"/etc/init.d/$other" start || return 1
		fi
	done
}
need() { first "$@"; }
after() { for other; do [ ! -e "/etc/runlevels/$RC_RUNLEVEL/$other" ] || first "$other"; done; }
use() { after "$@"; }
before() { :; }
provide() { :; }
keyword() { :; }
depend() { :; }

start() {
	[ -n "$command" ] || return 0
	ebegin "Starting \${name:-$RC_SVCNAME}"
	if [ "$command_background" = true ] || [ "$command_background" = yes ]; then
		$command $command_args >/dev/null 2>&1 &
		[ -z "$pidfile" ] || echo $! >"$pidfile"
	else
		$command $command_args
	fi
	eend $?
}
stop() {
	[ -n "$command" ] || return 0
	ebegin "Stopping \${name:-$RC_SVCNAME}"
	pids=$(cat "$pidfile" 2>/dev/null || pidof "\${command##*/}")
	[ -z "$pids" ] || kill $pids 2>/dev/null
	tries=0
	while [ -n "$pids" ] && kill -0 $pids 2>/dev/null && [ $tries -lt 50 ]; do
		sleep 0.1
		tries=$((tries + 1))
	done
	[ -z "$pidfile" ] || rm -f "$pidfile"
	eend 0
}

. "$script"
: "\${name:=$RC_SVCNAME}"
case "$action" in
start)
	if [ -e "$started" ]; then
		ewarn "$RC_SVCNAME has already been started"
		exit 0
	fi
	depend || exit 1
	start || { eerror "$RC_SVCNAME failed to start"; exit 1; }
	: >"$started"
	;;
stop)
	if [ ! -e "$started" ]; then
		ewarn "$RC_SVCNAME is already stopped"
		exit 0
	fi
	stop && rm -f "$started"
	;;
restart)
	[ ! -e "$started" ] || "/etc/init.d/$RC_SVCNAME" stop
	"/etc/init.d/$RC_SVCNAME" start
	;;
status)
	if [ -e "$started" ]; then echo ' * status: started'; else echo ' * status: stopped'; exit 3; fi
	;;
zap) rm -f "$started" ;;
*)
	eerror "$RC_SVCNAME: unknown function '$action'"
	exit 1
	;;
esac
`;

function openrc(version: string): string {
  return `#!/bin/sh
level=\${1:-default}
mkdir -p /run/openrc/started
if [ "$level" = shutdown ]; then
	for service in $(ls -t /run/openrc/started); do "/etc/init.d/$service" stop; done
	exit 0
fi
if [ "$level" = sysinit ]; then
	printf '\\n   OpenRC ${version} is starting up Linux %s (%s) [LXC]\\n\\n' "$(uname -r)" "$(uname -m)"
fi
export RC_RUNLEVEL=$level
echo "$level" >/run/openrc/softlevel
for script in /etc/runlevels/"$level"/*; do
	if [ -x "$script" ] && [ ! -e "/run/openrc/started/\${script##*/}" ]; then "$script" start; fi
done
exit 0
`;
}

const RC_SERVICE = `#!/bin/sh
if [ ! -x "/etc/init.d/$1" ]; then
	echo " * rc-service: service '$1' does not exist"
	exit 1
fi
exec "/etc/init.d/$1" "$2"
`;

const RC_STATUS = `#!/bin/sh
level=$(cat /run/openrc/softlevel)
echo "Runlevel: $level"
for script in /etc/runlevels/"$level"/*; do
	[ -e "$script" ] || continue
	service=\${script##*/}
	if [ -e "/run/openrc/started/$service" ]; then state=started; else state=stopped; fi
	printf ' %-60s [  %s  ]\\n' "$service" "$state"
done
`;

const RC_UPDATE = `#!/bin/sh
level=\${3:-default}
case "$1" in
add)
	if [ ! -x "/etc/init.d/$2" ]; then
		echo " * rc-update: service '$2' does not exist"
		exit 1
	fi
	ln -sf "/etc/init.d/$2" "/etc/runlevels/$level/$2"
	echo " * service $2 added to runlevel $level"
	;;
del | delete)
	rm -f "/etc/runlevels/$level/$2"
	echo " * service $2 removed from runlevel $level"
	;;
*)
	for script in /etc/runlevels/*/*; do
		folder=\${script%/*}
		[ ! -e "$script" ] || printf '%20s | %s\\n' "\${script##*/}" "\${folder##*/}"
	done
	;;
esac
`;

const INITTAB = `# /etc/inittab

::sysinit:/sbin/openrc sysinit
::sysinit:/sbin/openrc boot
::wait:/sbin/openrc default

# Set up a couple of getty's
::respawn:/sbin/getty 38400 console
tty1::respawn:/sbin/getty 38400 tty1

# Stuff to do for the 3-finger salute
::ctrlaltdel:/sbin/reboot

# Stuff to do before rebooting
::shutdown:/sbin/openrc shutdown
`;

/** Script by service. */
const SERVICES: Readonly<Record<string, string>> = {
  crond: `name="busybox crond"
command="/usr/sbin/crond"
command_args="-c /etc/crontabs"

depend() {
	need localmount
	after networking syslog
}
`,
  hostname: `start() {
	ebegin "Setting hostname"
	hostname -F /etc/hostname
	eend $?
}
`,
  networking: `depend() {
	need localmount
	after hostname
}

start() {
	einfo "Starting networking"
	ebegin "  lo"
	ip link set lo up
	eend $?
	ebegin "  eth0"
	udhcpc -b -R -p /run/udhcpc.eth0.pid -i eth0 -x "hostname:$(hostname)" 2>/dev/null
	eend $?
}

stop() {
	ebegin "Stopping networking"
	kill $(pidof udhcpc) 2>/dev/null
	eend 0
}
`,
  syslog: `name="busybox syslog"
command="/sbin/syslogd"
command_args="-t"
command_background=true
pidfile=/run/syslog.pid

depend() {
	need localmount
	after hostname
}
`,
};

const RUNLEVELS: Readonly<Record<string, readonly string[]>> = {
  boot: ['hostname', 'networking', 'syslog'],
  default: ['crond'],
  shutdown: [],
  sysinit: [],
};

/** What Alpine's image for containers has beside the base system: OpenRC and its services. */
export function openrcEntries(version: string): LayerEntry[] {
  const script = (path: string, text: string) => file(path, text, 0o755);
  return [
    script('/sbin/openrc', openrc(version)),
    script('/sbin/openrc-run', RUN),
    script('/sbin/rc-service', RC_SERVICE),
    script('/sbin/rc-status', RC_STATUS),
    script('/sbin/rc-update', RC_UPDATE),
    file('/etc/inittab', INITTAB),
    directory('/etc/crontabs'),
    directory('/etc/init.d'),
    ...Object.entries(SERVICES).map(([name, text]) =>
      script(`/etc/init.d/${name}`, `#!/sbin/openrc-run\n\n${text}`),
    ),
    directory('/etc/runlevels'),
    ...Object.entries(RUNLEVELS).flatMap(([level, names]) => [
      directory(`/etc/runlevels/${level}`),
      ...names.map((name) => symbolicLink(`/etc/runlevels/${level}/${name}`, `/etc/init.d/${name}`)),
    ]),
    file(
      '/etc/network/interfaces',
      'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet dhcp\n\thostname $(hostname)\n',
    ),
  ];
}
