import type { Program } from '../../../linux/system.ts';
import { curl } from './curl.ts';
import { dig } from './dig.ts';
import { host } from './host.ts';
import { ifconfig, route } from './interfaces.ts';
import { ip } from './ip.ts';
import { nc } from './nc/nc.ts';
import { arp } from './neighbours.ts';
import { nslookup } from './nslookup.ts';
import { ping, ping6 } from './ping.ts';
import { netstat, ss } from './sockets.ts';
import { telnet } from './telnet.ts';
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
  'nc.traditional': nc,
  ncat: nc,
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
