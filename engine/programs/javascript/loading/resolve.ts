import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { lookAt } from '../../http/files.ts';
import { libraryNames, packageNames, prefixedOnly } from '../library/index.ts';
import { hasModuleSyntax } from './syntax.ts';

/** Where a module is: a file, one of node's own, or a package that is modelled. */
export type Found =
  | { readonly file: string }
  | { readonly library: string }
  | { readonly unmodelled: string }
  | 'missing'
  | { readonly notExported: string; readonly inPackage: string };

const EXTENSIONS = ['', '.js', '.json', '.node'];

function kindOf(system: System, path: string): 'file' | 'directory' | undefined {
  const stat = lookAt(system, path);
  if (stat instanceof SystemError) return undefined;
  return stat.type === 'directory' ? 'directory' : 'file';
}

/** The canonical form of an absolute path, without looking at links. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function asFile(system: System, path: string, exact: boolean): string | undefined {
  for (const extension of exact ? [''] : EXTENSIONS)
    if (kindOf(system, path + extension) === 'file') return path + extension;
  return undefined;
}

function asFolder(system: System, path: string): string | undefined {
  const main = packageAt(system, path)?.main;
  if (typeof main === 'string') {
    const target = normalized(`${path}/${main}`);
    const found = asFile(system, target, false) ?? asFile(system, `${target}/index`, false);
    if (found !== undefined) return found;
  }
  return asFile(system, `${path}/index`, false);
}

/** The package.json of a folder. */
export function packageAt(system: System, folder: string): Readonly<Record<string, unknown>> | undefined {
  const path = `${folder === '/' ? '' : folder}/package.json`;
  if (kindOf(system, path) !== 'file') return undefined;
  try {
    const parsed: unknown = JSON.parse(system.readText(path));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof SystemError) return undefined;
    throw error;
  }
}

/** What `exports` of a package says of a path in it. */
function exported(value: unknown, wanted: string, conditions: readonly string[]): string | undefined {
  if (typeof value === 'string') return wanted === '.' ? value : undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const table = Object.entries(value);
  if (table.every(([key]) => key.startsWith('.'))) {
    const found = table.find(([key]) => key === wanted);
    return found === undefined ? undefined : exported(found[1], '.', conditions);
  }
  for (const [condition, inner] of table)
    if (conditions.includes(condition)) return exported(inner, wanted, conditions);
  return undefined;
}

function inPackages(system: System, id: string, from: string, esm: boolean): Found {
  const [, name = '', rest = ''] = /^(@[^/]+\/[^/]+|[^/]+)(\/.*)?$/.exec(id) ?? [];
  for (let folder = from; ; folder = folderOf(folder)) {
    const place = `${folder === '/' ? '' : folder}/node_modules/${name}`;
    if (!folder.endsWith('/node_modules') && kindOf(system, place) === 'directory') {
      const found = inPackage(system, place, name, rest, esm);
      if (found !== 'missing') return found;
    }
    if (folder === '/') return 'missing';
  }
}

function inPackage(system: System, place: string, name: string, rest: string, esm: boolean): Found {
  const conditions = [esm ? 'import' : 'require', 'node', 'default'];
  const description = packageAt(system, place);
  if (description?.exports !== undefined) {
    const target = exported(description.exports, `.${rest}`, conditions);
    if (target === undefined) return { notExported: `.${rest}`, inPackage: `${place}/package.json` };
    return { file: normalized(`${place}/${target}`) };
  }
  const path = `${place}${rest}`;
  const file = (rest === '' ? undefined : asFile(system, path, false)) ?? asFolder(system, path);
  if (file !== undefined) return { file };
  const modelled = `npm:${name}${rest}`;
  if (packageNames.has(modelled)) return { library: modelled };
  return description === undefined ? 'missing' : { unmodelled: name };
}

/** Looks a module up as require or import does. */
export function resolveModule(system: System, id: string, from: string, esm: boolean): Found {
  const bare = id.replace(/^node:/, '');
  if (libraryNames.has(bare) && (id !== bare || !prefixedOnly.has(bare))) return { library: bare };
  if (id.startsWith('node:')) return 'missing';
  if (!/^(?:\.{0,2}\/|\.{1,2}$)/.test(id)) return inPackages(system, id, from, esm);
  const path = normalized(id.startsWith('/') ? id : `${from}/${id}`);
  const file = asFile(system, path, esm) ?? (esm ? undefined : asFolder(system, path));
  const modelled = `npm:${path.replace(/^.*\/node_modules\//, '')}`;
  if (file === undefined && packageNames.has(modelled)) return { library: modelled };
  return file === undefined ? 'missing' : { file: real(system, file) };
}

function real(system: System, path: string): string {
  try {
    return system.realPath(path);
  } catch (error) {
    if (error instanceof SystemError) return path;
    throw error;
  }
}

/** Whether a file is an ES module: by its end, or by the package it is in. */
export function isModule(system: System, file: string): boolean {
  if (file.endsWith('.mjs')) return true;
  if (file.endsWith('.cjs') || !file.endsWith('.js')) return false;
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const description = packageAt(system, folder);
    if (description?.type === 'module') return true;
    if (description?.type === 'commonjs') return false;
    if (description !== undefined || folder === '/' || folder.endsWith('/node_modules'))
      return detectsModules(system.executable.version) && hasModuleSyntax(file, readOrNothing(system, file));
  }
}

/** From 20.19 and 22.7 on, node looks into a file whose package says nothing. */
function detectsModules(version: string | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 7) || (major === 20 && minor >= 19);
}

function readOrNothing(system: System, file: string): string {
  try {
    return system.readText(file);
  } catch (error) {
    if (error instanceof SystemError) return '';
    throw error;
  }
}
