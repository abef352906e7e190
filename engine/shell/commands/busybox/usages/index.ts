import { usagesAToC } from './a-to-c.ts';
import { usagesDToF } from './d-to-f.ts';
import { usagesGToL } from './g-to-l.ts';
import { usagesMToP } from './m-to-p.ts';
import { usagesRToS } from './r-to-s.ts';
import { usagesTToZ } from './t-to-z.ts';

/** By an applet's name: what its --help says after `Usage: NAME`, as busybox 1.36 has it. Empty: no help available. */
export const usages: Readonly<Record<string, string>> = {
  ...usagesAToC,
  ...usagesDToF,
  ...usagesGToL,
  ...usagesMToP,
  ...usagesRToS,
  ...usagesTToZ,
};
