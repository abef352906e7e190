import type { FieldErrors } from '../../apiserver/field-errors.ts';

/** A path that stays below where it starts (validateLocalDescendingPath). */
export function validateRelativePath(path: string, field: string, errors: FieldErrors): void {
  if (path.startsWith('/')) errors.invalid(field, path, 'must be a relative path');
  validateNoBacksteps(path, field, errors);
}

/** As above, for the names of files that are written: they may not look like the kubelet's own. */
export function validateFilePath(path: string, field: string, errors: FieldErrors): void {
  validateRelativePath(path, field, errors);
  if (path.startsWith('..') && !path.startsWith('../')) {
    errors.invalid(field, path, "must not start with '..'");
  }
}

export function hasBacksteps(path: string): boolean {
  return path.includes('..') && path.split('/').includes('..');
}

export function validateNoBacksteps(path: string, field: string, errors: FieldErrors): void {
  if (hasBacksteps(path)) errors.invalid(field, path, "must not contain '..'");
}

const FILE_MODE_MAX = 0o777;

export function validateFileMode(mode: number | undefined, field: string, errors: FieldErrors): void {
  if (mode === undefined || (mode >= 0 && mode <= FILE_MODE_MAX)) return;
  errors.invalid(field, mode, 'must be a number between 0 and 0777 (octal), both inclusive');
}
