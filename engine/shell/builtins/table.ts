import type { BuiltinTable } from '../shell-process.ts';
import { aboutBuiltins } from './about.ts';
import type { Builtin } from './builtin.ts';
import { completionBuiltins } from './completion.ts';
import { controlBuiltins } from './control.ts';
import { declareBuiltins } from './declare.ts';
import { folderBuiltins } from './folder.ts';
import { folderStackBuiltins } from './folder-stack.ts';
import { historyBuiltins } from './history.ts';
import { jobBuiltins } from './jobs.ts';
import { nameBuiltins } from './names.ts';
import { outputBuiltins } from './output.ts';
import { readBuiltins } from './read.ts';
import { setBuiltins } from './set.ts';
import { shoptBuiltins } from './shopt.ts';
import { systemBuiltins } from './system.ts';
import { trapBuiltins } from './trap.ts';
import { waitBuiltins } from './wait.ts';

const builtins = new Map<string, Builtin>(
  Object.entries({
    ...aboutBuiltins,
    ...completionBuiltins,
    ...controlBuiltins,
    ...declareBuiltins,
    ...folderBuiltins,
    ...folderStackBuiltins,
    ...historyBuiltins,
    ...jobBuiltins,
    ...nameBuiltins,
    ...outputBuiltins,
    ...readBuiltins,
    ...setBuiltins,
    ...shoptBuiltins,
    ...systemBuiltins,
    ...trapBuiltins,
    ...waitBuiltins,
  }),
);

export const builtinTable: BuiltinTable = {
  of(dialect, name) {
    const builtin = builtins.get(name);
    return builtin?.in === undefined || builtin.in.includes(dialect) ? builtin : undefined;
  },
  names(dialect) {
    return [...builtins].filter(([, each]) => each.in?.includes(dialect) !== false).map(([name]) => name);
  },
};
