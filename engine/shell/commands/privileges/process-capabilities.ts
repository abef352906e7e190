import { capabilitiesIn, capabilityText } from '../../../linux/capabilities.ts';
import type { System } from '../../../linux/system.ts';
import { textOf } from '../system/proc-files.ts';

/** What /proc/<pid>/status says of a process's capabilities. */
export interface ProcessCapabilities {
  readonly effective: readonly string[];
  readonly permitted: readonly string[];
  readonly inheritable: readonly string[];
  readonly bounding: readonly string[];
  readonly ambient: readonly string[];
}

/** Undefined: there is no such process. */
export function capabilitiesOf(system: System, pid: string): ProcessCapabilities | undefined {
  const text = textOf(system, `/proc/${pid}/status`);
  if (text === undefined) return undefined;
  const set = (name: string) =>
    capabilitiesIn(new RegExp(`^Cap${name}:\\t([0-9a-f]{16})$`, 'm').exec(text)?.[1] ?? '0');
  return {
    effective: set('Eff'),
    permitted: set('Prm'),
    inheritable: set('Inh'),
    bounding: set('Bnd'),
    ambient: set('Amb'),
  };
}

/** In libcap's words: `=ep`. */
export function processText({ effective, permitted, inheritable }: ProcessCapabilities): string {
  const flagsOf = new Map<string, Set<string>>();
  const add = (names: readonly string[], flag: string) => {
    for (const name of names) flagsOf.set(name, (flagsOf.get(name) ?? new Set()).add(flag));
  };
  add(effective, 'e');
  add(inheritable, 'i');
  add(permitted, 'p');
  return capabilityText(flagsOf);
}
