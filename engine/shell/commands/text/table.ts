import type { Program } from '../../../linux/system.ts';
import { awk } from './awk.ts';
import { cat } from './cat.ts';
import { cut } from './cut.ts';
import { egrep, fgrep, grep } from './grep.ts';
import { head } from './head.ts';
import { nl } from './nl.ts';
import { rev } from './rev.ts';
import { sed } from './sed.ts';
import { sort } from './sort.ts';
import { tac } from './tac.ts';
import { tail } from './tail.ts';
import { tee } from './tee.ts';
import { tr } from './tr.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';

/** Commands that read, change and make text. */
export const textCommands: Readonly<Record<string, Program>> = {
  awk,
  cat,
  cut,
  egrep,
  fgrep,
  grep,
  head,
  nl,
  rev,
  sed,
  sort,
  tac,
  tail,
  tee,
  tr,
  uniq,
  wc,
};
