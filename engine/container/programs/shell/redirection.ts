import { absolutePath } from '../../files.ts';
import type { Output } from '../program.ts';
import { expandText, type Substitute } from './expand.ts';
import { cannotOpen } from './messages.ts';
import { print, type Shell, type Sink } from './state.ts';
import type { Redirect } from './syntax.ts';

const logFiles: ReadonlyMap<string, Output['stream']> = new Map([
  ['/dev/stdout', 'stdout'],
  ['/dev/stderr', 'stderr'],
  ['/proc/1/fd/1', 'stdout'],
  ['/proc/1/fd/2', 'stderr'],
  ['/proc/self/fd/1', 'stdout'],
  ['/proc/self/fd/2', 'stderr'],
]);

/** Runs something with its streams redirected. Undefined: a file could not be opened, and was complained about. */
export function redirected<T>(
  shell: Shell,
  redirects: readonly Redirect[],
  substitute: Substitute,
  work: () => T,
): T | undefined {
  if (redirects.length === 0) return work();
  const { stdin, stdout, stderr } = shell;
  try {
    for (const redirect of redirects) {
      const target = expandText(shell, redirect.target, substitute);
      if (apply(shell, redirect, target)) continue;
      Object.assign(shell, { stdin, stdout, stderr });
      print(shell, 'stderr', cannotOpen(shell, target, redirect.operator !== '<'));
      return undefined;
    }
    return work();
  } finally {
    Object.assign(shell, { stdin, stdout, stderr });
  }
}

function apply(shell: Shell, redirect: Redirect, target: string): boolean {
  switch (redirect.operator) {
    case 'text':
      shell.stdin = target;
      return true;
    case '<':
      shell.stdin = readable(shell, target);
      return shell.stdin !== undefined;
    case '>&':
      copyDescriptor(shell, redirect.descriptor, target);
      return true;
    case '>':
    case '>>': {
      const sink = openSink(shell, target, redirect.operator === '>>');
      if (sink === undefined) return false;
      if (redirect.descriptor !== 2) shell.stdout = sink;
      if (redirect.descriptor === 2 || redirect.descriptor === 'both') shell.stderr = sink;
      return true;
    }
  }
}

function readable(shell: Shell, target: string): string | undefined {
  const path = absolutePath(target, shell.workingDir);
  return path === '/dev/null' ? '' : shell.invocation.container.files.read(path, shell.atMs);
}

function copyDescriptor(shell: Shell, descriptor: Redirect['descriptor'], target: string): void {
  if (target === '-') return;
  const { stdout, stderr } = shell;
  if (descriptor === 2 && target === '1') shell.stderr = (piece) => stdout({ ...piece, stream: 'stdout' });
  if (descriptor === 1 && target === '2') shell.stdout = (piece) => stderr({ ...piece, stream: 'stderr' });
}

function openSink(shell: Shell, target: string, append: boolean): Sink | undefined {
  const path = absolutePath(target, shell.workingDir);
  if (path === '/dev/null') return () => undefined;
  const stream = logFiles.get(path);
  const { stdout, stderr } = shell;
  if (stream !== undefined) return (piece) => (stream === 'stdout' ? stdout : stderr)({ ...piece, stream });
  const { files } = shell.invocation.container;
  const opened =
    append && files.read(path, shell.atMs) !== undefined ? true : files.write(path, '', shell.atMs);
  return opened ? (piece) => files.append(path, piece.text, piece.atMs) : undefined;
}
