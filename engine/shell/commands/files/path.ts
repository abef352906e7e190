/** Text of paths. Nothing here looks at files. */

export function joined(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** The last part, as basename(1) gives it. */
export function baseName(path: string): string {
  const trimmed = withoutSlashes(path);
  return trimmed === '/' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

export function parentOf(path: string): string {
  const trimmed = withoutSlashes(path);
  const slash = trimmed.lastIndexOf('/');
  if (slash < 0) return '.';
  return slash === 0 ? '/' : withoutSlashes(trimmed.slice(0, slash));
}

/** Without the slashes at its end. */
export function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}
