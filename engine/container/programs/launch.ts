import type { Container, LaunchFailure } from '../container.ts';
import { findExecutable, scriptProgram } from '../executables.ts';
import { findProgram } from './index.ts';
import { residentMemory, withinMemory } from './memory.ts';
import { blocks, type Invocation, type Run } from './program.ts';

/** Programs one inside the other, as scripts that call scripts; a deeper one never comes to do anything. */
const depthMax = 40;

/** Starts an executable by name, as exec does. What it listens on is noted in the container. */
export function launch(invocation: Invocation): Run | LaunchFailure {
  const { container } = invocation;
  const executable = findExecutable(invocation);
  if ('problem' in executable) return executable;
  if (container.effort.depth >= depthMax) return blocks();
  container.effort.depth++;
  const started =
    executable.program === scriptProgram
      ? launchScript(invocation, executable.path)
      : start(invocation, executable.program);
  container.effort.depth--;
  return started;
}

function start(invocation: Invocation, program: string): Run {
  const { container } = invocation;
  const { image, memoryLimitBytes } = container.spec;
  const run = withinMemory(
    findProgram(program)(invocation),
    memoryLimitBytes,
    residentMemory(program, image.version),
  );
  note(container, run);
  return run;
}

function note(container: Container, run: Run): void {
  container.listeners.push(...run.listeners);
  container.changesAtMs.push(...(run.changesAtMs ?? []));
}

/** A text file: its first line names the interpreter, a shell where it doesn't. */
function launchScript(invocation: Invocation, path: string): Run | LaunchFailure {
  const content = invocation.container.files.read(path, invocation.atMs) ?? '';
  const interpreter = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(content);
  const words =
    interpreter === null ? ['/bin/sh'] : interpreter.slice(1).filter((word) => word !== undefined);
  const run = launch({ ...invocation, argv: [...words, path, ...invocation.argv.slice(1)] });
  // execve complains about the script where it is the interpreter that is missing.
  return 'problem' in run ? { problem: 'no such file', path: invocation.argv[0] ?? path } : run;
}
