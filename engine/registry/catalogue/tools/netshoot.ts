import { plain } from '../repository.ts';

/** Tools that say that they aren't simulated. */
const unmodelled = (
  'ab arping conntrack dhcping drill ethtool fping git grpcurl httpie iftop iperf iperf3 ipset iptables iptraf-ng ' +
  'mtr ncat ngrep nmap nping openssl socat ssh strace swaks tcptraceroute termshark tshark websocat whois'
).split(' ');

export const netshoot = plain(
  ['docker.io/nicolaka/netshoot'],
  {
    userland: 'alpine',
    cmd: ['zsh'],
    workingDir: '/root',
    executables: {
      '/bin/zsh': 'shell',
      '/bin/bash': 'shell',
      '/usr/bin/curl': 'curl',
      '/sbin/ip': 'ip',
      '/sbin/ss': 'ss',
      '/sbin/bridge': 'not-modelled',
      '/sbin/tc': 'not-modelled',
      '/bin/ping': 'ping',
      '/bin/netstat': 'netstat',
      '/sbin/ifconfig': 'ifconfig',
      '/sbin/route': 'route',
      '/sbin/arp': 'arp',
      '/usr/bin/dig': 'dig',
      '/usr/bin/host': 'host',
      '/usr/bin/nslookup': 'nslookup',
      '/usr/bin/jq': 'jq',
      '/usr/bin/nc': 'nc',
      '/usr/bin/telnet': 'telnet',
      '/usr/bin/vim': 'vim',
      '/usr/bin/tcpdump': 'tcpdump',
      ...Object.fromEntries(unmodelled.map((name) => [`/usr/bin/${name}`, 'not-modelled'])),
    },
  },
  [
    ['v0.14 latest', 202.0],
    ['v0.13', 201.0],
    ['v0.11', 178.0],
  ],
);
