import { SystemError } from '../filesystem/errors.ts';
import type { Executable } from '../filesystem/node.ts';
import { callerOf } from './caller.ts';
import type { ExecutedFile } from './credentials.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import type { ExecRequest } from './system.ts';

/** What the kernel reads of a file to see what it is (BINPRM_BUF_SIZE). */
const HEAD_BYTES = 256;
/** Interpreters of interpreters (fs/exec.c). */
const INTERPRETERS_MAX = 5;
/** All arguments and the environment together, and one of them (MAX_ARG_STRLEN). */
const ARGUMENTS_BYTES = 2_097_152;
const ARGUMENT_BYTES = 131_072;

const MULTI_CALL = 'busybox';

export interface ResolvedExecutable {
  readonly path: string;
  readonly argv: readonly string[];
  readonly executable: Executable;
  /** The file itself: of a script, its interpreter. */
  readonly file: ExecutedFile;
}

/**
 * Finds what execve(2) starts: the file itself, or the interpreter that its first line names.
 * @throws SystemError ENOENT, EACCES, ENOEXEC, ELOOP, E2BIG
 */
export function resolveExecutable(
  kernel: Kernel,
  process: Process,
  request: ExecRequest,
): ResolvedExecutable {
  checkSize(request);
  const { filesystems } = kernel;
  const caller = callerOf(kernel, process);
  let { path, argv } = request;
  for (let depth = 0; depth < INTERPRETERS_MAX; depth++) {
    const stat = filesystems.stat(caller, path);
    if (stat.type !== 'file') throw new SystemError('EACCES');
    filesystems.access(caller, path, { execute: true });
    const { executable } = stat;
    if (executable !== undefined) {
      if (!isRunnable(executable)) throw new SystemError('ENOEXEC');
      const isPlain = filesystems.mountOf(caller, path).options.includes('nosuid');
      const real = filesystems.realPath(caller, path);
      return called({ path: real, argv, executable, file: { stat, isPlain } });
    }
    const interpreter = shebang(filesystems.head(caller, path, HEAD_BYTES));
    if (interpreter === undefined) throw new SystemError('ENOEXEC');
    argv = [interpreter.path, ...interpreter.argument, path, ...argv.slice(1)];
    path = interpreter.path;
  }
  throw new SystemError('ELOOP');
}

/** Whether a machine's processor understands it: an x86-64 one runs 32-bit programs, too. */
export function isRunnable({ architecture }: Executable): boolean {
  return architecture === undefined || architecture === '386';
}

/** A multi-call binary is the program it is called as: `ls`, `-sh`, or `busybox ls`. */
function called(found: ResolvedExecutable): ResolvedExecutable {
  const { path, argv, executable } = found;
  if (executable.program !== MULTI_CALL) return found;
  const name = appletOf(argv[0] ?? path);
  if (name !== MULTI_CALL || argv[1] === undefined || argv[1].startsWith('--'))
    return { ...found, executable: { ...executable, program: name } };
  const applet = argv.slice(1);
  return { ...found, argv: applet, executable: { ...executable, program: appletOf(applet[0] ?? '') } };
}

function appletOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1).replace(/^-/, '');
}

/** The first line of a script: `#!/bin/sh -e` has one argument at most, blanks and all. */
function shebang(
  head: Uint8Array,
): { readonly path: string; readonly argument: readonly string[] } | undefined {
  const [line = ''] = new TextDecoder().decode(head).split('\n');
  const [, path, argument = ''] = /^#![ \t]*([^ \t\r]+)[ \t]*([^\r]*)/.exec(line) ?? [];
  if (path === undefined) return undefined;
  const trimmed = argument.trimEnd();
  return { path, argument: trimmed === '' ? [] : [trimmed] };
}

function checkSize({ argv, env }: ExecRequest): void {
  let bytes = 0;
  for (const argument of argv) {
    if (argument.length > ARGUMENT_BYTES) throw new SystemError('E2BIG');
    bytes += argument.length;
  }
  for (const [name, value] of env) bytes += name.length + value.length;
  if (bytes > ARGUMENTS_BYTES) throw new SystemError('E2BIG');
}
