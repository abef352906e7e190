import { library } from '../library/sources.ts';
import type { Machine } from './machine.ts';
import { searchPackage } from './site.ts';
import { is } from './values.ts';

/** Where a module is, without loading it (importlib.util.find_spec). */
export interface Located {
  readonly path: string;
  readonly isPackage: boolean;
  readonly isLibrary: boolean;
}

export function locate(machine: Machine, name: string): Located | undefined {
  const at = name.lastIndexOf('.');
  const last = name.slice(at + 1);
  const ours = library(name);
  if (at > 0) {
    const parent = locate(machine, name.slice(0, at));
    if (parent === undefined || !parent.isPackage) return undefined;
    const folder = parent.path.slice(0, parent.path.lastIndexOf('/'));
    if (parent.isLibrary) {
      return ours === undefined
        ? undefined
        : { path: `${folder}/${last}.py`, isPackage: ours.isPackage === true, isLibrary: true };
    }
    return inFolder(machine, folder, last);
  }
  const path = machine.module('sys')?.globals.get('path');
  for (const folder of is(path, 'list') ? path.items : []) {
    if (typeof folder !== 'string') continue;
    if (/\/lib\/python3\.\d+$/.test(folder) && ours !== undefined && ours.kind !== 'package') {
      const file = ours.isPackage === true ? `${folder}/${last}/__init__.py` : `${folder}/${last}.py`;
      return { path: file, isPackage: ours.isPackage === true, isLibrary: true };
    }
    const found = inFolder(machine, folder === '' ? '.' : folder, last);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inFolder(machine: Machine, folder: string, last: string): Located | undefined {
  const found = searchPackage(machine, folder, last);
  if (found === undefined) return undefined;
  if (found.kind === 'installed') return { path: found.path, isPackage: true, isLibrary: true };
  return {
    path: found.isNamespace ? `${found.path}/__init__.py` : found.path,
    isPackage: found.isPackage,
    isLibrary: false,
  };
}
