import type { Program } from '../../../linux/system.ts';
import { bc } from '../bc/bc.ts';
import { awk } from './awk.ts';
import { base32, base64 } from './base.ts';
import { cat } from './cat.ts';
import { cksum, sum } from './check-sums.ts';
import { cmp } from './cmp.ts';
import { column } from './column.ts';
import { comm } from './comm.ts';
import { falseCommand, trueCommand } from './constant.ts';
import { cut } from './cut.ts';
import { diff } from './diff.ts';
import { expand, unexpand } from './expand.ts';
import { expr } from './expr.ts';
import { factor } from './factor.ts';
import { fmt } from './fmt.ts';
import { fold } from './fold.ts';
import { egrep, fgrep, grep } from './grep.ts';
import { head } from './head.ts';
import { hd, hexdump, xxd } from './hex-dumps.ts';
import { join } from './join.ts';
import { nl } from './nl.ts';
import { od } from './od.ts';
import { editor, less, more } from './pagers.ts';
import { paste } from './paste.ts';
import { echo, printf, test as testCommand } from './printing.ts';
import { rev } from './rev.ts';
import { sed } from './sed.ts';
import { seq } from './seq.ts';
import { shuf } from './shuf.ts';
import { sort } from './sort.ts';
import { split } from './split.ts';
import { strings } from './strings.ts';
import { md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum } from './sums.ts';
import { tac } from './tac.ts';
import { tail } from './tail.ts';
import { tee } from './tee.ts';
import { tr } from './tr.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';
import { xargs } from './xargs.ts';
import { yes } from './yes.ts';

/** Commands that read, change and make text. */
export const textCommands: Readonly<Record<string, Program>> = {
  '[': testCommand,
  '[[': testCommand,
  awk,
  echo,
  printf,
  test: testCommand,
  bc,
  less,
  more,
  nano: editor,
  vi: editor,
  vim: editor,
  base32,
  base64,
  cat,
  cksum,
  cmp,
  column,
  comm,
  cut,
  diff,
  egrep,
  expand,
  expr,
  factor,
  fgrep,
  fmt,
  fold,
  grep,
  hd,
  head,
  hexdump,
  join,
  md5sum,
  nl,
  od,
  paste,
  rev,
  sed,
  seq,
  sha1sum,
  sha224sum,
  sha256sum,
  sha384sum,
  sha512sum,
  shuf,
  sort,
  split,
  strings,
  sum,
  tac,
  tail,
  tee,
  tr,
  unexpand,
  uniq,
  wc,
  xargs,
  xxd,
  yes,
  false: falseCommand,
  true: trueCommand,
};
