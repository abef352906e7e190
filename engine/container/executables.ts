import { userlandHas } from '../registry/userlands.ts';
import type { Container, LaunchFailure } from './container.ts';
import { absolutePath, parentOf } from './files.ts';
import { baseName, type Invocation } from './programs/program.ts';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** An executable, by the name of the program that says how it behaves. */
export interface Executable {
  readonly path: string;
  readonly program: string;
}

/** A file with an interpreter line, or without: a shell reads it. */
export const scriptProgram = 'script';

/** The content of a binary that a package manager put in place; its program goes by the file's name. */
export const packagedExecutable = '\u007fELF';

/** Finds what execve would start: by its path, or by name in the folders of PATH. */
export function findExecutable(invocation: Invocation): Executable | LaunchFailure {
  const { argv, container, env, workingDir, atMs } = invocation;
  const name = argv[0] ?? '';
  if (name.includes('/')) {
    const path = absolutePath(name, workingDir);
    const executable = at(container, parentOf(path), baseName(path), atMs);
    if (executable !== undefined) return executable;
    const problem = container.files.isDirectory(path, atMs) ? 'is a directory' : 'no such file';
    return { problem, path: name };
  }
  if (name !== '') {
    for (const folder of (env.get('PATH') ?? defaultPath).split(':')) {
      const executable = at(container, folder, name, atMs);
      if (executable !== undefined) return executable;
    }
  }
  return { problem: 'not in PATH', path: name };
}

function at(container: Container, folder: string, name: string, atMs: number): Executable | undefined {
  const { image } = container.spec;
  const path = `${folder === '/' ? '' : folder}/${name}`;
  if (Object.hasOwn(image.executables, path)) return { path, program: image.executables[path] ?? '' };
  if (userlandHas(image.userland, folder, name)) return { path, program: name };
  const content = container.files.read(path, atMs);
  if (content === undefined) return undefined;
  return { path, program: content === packagedExecutable ? name : scriptProgram };
}
