import type { Program } from '../../../linux/system.ts';
import { curl } from './curl.ts';
import { arp, ifconfig, route } from './interfaces.ts';
import { ip } from './ip.ts';
import { nc, telnet } from './nc.ts';
import { dig, host, nslookup } from './nslookup.ts';
import { ping, ping6 } from './ping.ts';
import { netstat, ss } from './sockets.ts';
import { tcpdump, traceroute } from './traceroute.ts';
import { wget } from './wget.ts';

/** Name of a command → its program. */
export const networkCommands: Readonly<Record<string, Program>> = {
  arp,
  curl,
  dig,
  host,
  ifconfig,
  ip,
  nc,
  netcat: nc,
  netstat,
  nslookup,
  ping,
  ping6,
  route,
  ss,
  tcpdump,
  telnet,
  traceroute,
  wget,
};
