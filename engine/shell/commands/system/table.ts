import type { Program } from '../../../linux/system.ts';
import { cal, date } from './date.ts';
import { dmesg } from './dmesg.ts';
import { env, nice, nohup, printenv } from './environment.ts';
import { pwd } from './folder.ts';
import { getent } from './getent.ts';
import { lsblk, lscpu } from './hardware.ts';
import { groups, id, whoami } from './identity.ts';
import { init } from './init.ts';
import { arch, free, hostid, hostname, nproc, uname } from './machine.ts';
import { addgroup, adduser, groupadd, useradd } from './new-accounts.ts';
import { ps } from './ps.ts';
import { ausearch, matchpathcon, restorecon } from './relabelling.ts';
import { chcon, getenforce, sestatus, setenforce } from './selinux.ts';
import { crond, passwd } from './services.ts';
import { setsid, stdbuf } from './sessions.ts';
import { kill, killall, pgrep, pidof, pkill } from './signalling.ts';
import { stress } from './stress.ts';
import { sysctl } from './sysctl.ts';
import { clear, reset, stty, tty, watch } from './terminal.ts';
import { top } from './top.ts';
import { uptime, w, who } from './uptime.ts';
import { gosu, su, sudo } from './users.ts';
import { sleep, time, timeout, usleep } from './waiting.ts';

/** Name of a command → its program. */
export const systemCommands: Readonly<Record<string, Program>> = {
  addgroup,
  adduser,
  arch,
  cal,
  ausearch,
  chcon,
  matchpathcon,
  restorecon,
  crond,
  dmesg,
  getenforce,
  getent,
  lsblk,
  lscpu,
  passwd,
  sestatus,
  setenforce,
  clear,
  date,
  'docker-init': init,
  'dumb-init': init,
  env,
  free,
  gosu,
  groupadd,
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
  pwd,
  reset,
  setsid,
  sleep,
  stdbuf,
  stress,
  'stress-ng': stress,
  stty,
  su,
  'su-exec': gosu,
  sudo,
  sysctl,
  time,
  timeout,
  tini: init,
  top,
  tty,
  uname,
  uptime,
  useradd,
  usleep,
  w,
  watch,
  who,
  whoami,
};
