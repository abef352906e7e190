import type { Program } from '../../../linux/system.ts';
import { cal, date } from './date.ts';
import { env, nice, nohup, printenv } from './environment.ts';
import { groups, id, whoami } from './identity.ts';
import { arch, free, hostid, hostname, nproc, uname } from './machine.ts';
import { ps } from './ps.ts';
import { kill, killall, pgrep, pidof, pkill } from './signalling.ts';
import { uptime, w, who } from './uptime.ts';
import { sleep, time, timeout, usleep } from './waiting.ts';

/** Name of a command → its program. */
export const systemCommands: Readonly<Record<string, Program>> = {
  arch,
  cal,
  date,
  env,
  free,
  groups,
  hostid,
  hostname,
  id,
  kill,
  killall,
  nice,
  nohup,
  nproc,
  pgrep,
  pidof,
  pkill,
  printenv,
  ps,
  sleep,
  time,
  timeout,
  uname,
  uptime,
  usleep,
  w,
  who,
  whoami,
};
