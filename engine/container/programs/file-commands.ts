import { findExecutable } from '../executables.ts';
import { absolutePath, parentOf } from '../files.ts';
import {
  baseName,
  commandName,
  complains,
  exits,
  type Invocation,
  isBusybox,
  type Program,
  type Run,
} from './program.ts';

const noSuchFile = 'No such file or directory';

export const touch: Program = (invocation) => {
  const { container, atMs } = invocation;
  return each(invocation, (path, written) => {
    if (container.files.exists(path, atMs)) return undefined;
    return container.files.write(path, '', atMs) ? undefined : complaint(invocation, 'touch', written);
  });
};

export const mkdir: Program = (invocation) => {
  const { container, atMs } = invocation;
  const parents = flags(invocation).includes('p');
  return each(invocation, (path, written) => {
    if (!parents && container.files.exists(path, atMs)) {
      return `can't create directory '${written}': File exists`;
    }
    if (!parents && !container.files.isDirectory(parentOf(path), atMs)) {
      return `can't create directory '${written}': ${noSuchFile}`;
    }
    container.files.makeDirectories(path, atMs);
    return undefined;
  });
};

export const rm: Program = (invocation) => {
  const { container, atMs } = invocation;
  const options = flags(invocation);
  return each(invocation, (path, written) => {
    if (!container.files.exists(path, atMs)) {
      return options.includes('f') ? undefined : `can't remove '${written}': ${noSuchFile}`;
    }
    if (container.files.isDirectory(path, atMs) && !/[rR]/.test(options)) {
      return `'${written}' is a directory`;
    }
    container.files.remove(path, atMs);
    return undefined;
  });
};

/** `cp source… target` of text files. */
export const cp: Program = (invocation) => transfer(invocation, false);

export const mv: Program = (invocation) => transfer(invocation, true);

export const ls: Program = (invocation) => {
  const { container, atMs, workingDir } = invocation;
  const written = operands(invocation);
  const targets = written.length === 0 ? ['.'] : written;
  let stdout = '';
  let stderr = '';
  for (const target of targets) {
    const path = absolutePath(target, workingDir);
    if (!container.files.exists(path, atMs)) {
      stderr += complaintAboutMissing(invocation, target);
      continue;
    }
    if (!container.files.isDirectory(path, atMs)) {
      stdout += `${target}\n`;
      continue;
    }
    const hidden = /[aA]/.test(flags(invocation));
    const names = container.files.list(path, atMs).filter((name) => hidden || !name.startsWith('.'));
    if (targets.length > 1) stdout += `${target}:\n`;
    stdout += names.map((name) => `${name}\n`).join('');
  }
  return exits(invocation, stderr === '' ? 0 : isBusybox(invocation) ? 1 : 2, { stdout, stderr });
};

export const stat: Program = (invocation) => {
  const { container, atMs } = invocation;
  return each(invocation, (path, written) =>
    container.files.exists(path, atMs) ? undefined : `can't stat '${written}': ${noSuchFile}`,
  );
};

/** `which name`: the path that would be run. */
export const which: Program = (invocation) => {
  const found: string[] = [];
  for (const name of operands(invocation)) {
    const executable = findExecutable({ ...invocation, argv: [name] });
    if (!('problem' in executable)) found.push(executable.path);
  }
  const complete = found.length > 0 && found.length === operands(invocation).length;
  return exits(invocation, complete ? 0 : 1, { stdout: found.map((path) => `${path}\n`).join('') });
};

export const basename: Program = (invocation) =>
  exits(invocation, 0, { stdout: `${baseName(invocation.argv[1] ?? '')}\n` });

export const dirname: Program = (invocation) =>
  exits(invocation, 0, { stdout: `${parentOf(invocation.argv[1] ?? '')}\n` });

/** The words of a command line that aren't options. */
export function operands(invocation: Invocation): string[] {
  return invocation.argv.slice(1).filter((argument) => !/^-./.test(argument));
}

function flags(invocation: Invocation): string {
  return invocation.argv
    .slice(1)
    .filter((argument) => /^-[A-Za-z]/.test(argument))
    .join('');
}

/** Does something for every operand; the problems, if any, are printed and make the command fail. */
function each(invocation: Invocation, work: (path: string, written: string) => string | undefined): Run {
  const written = operands(invocation);
  if (written.length === 0) return complains(invocation, 'missing operand');
  const problems = written
    .map((text) => work(absolutePath(text, invocation.workingDir), text))
    .filter((problem) => problem !== undefined);
  const stderr = problems.map((problem) => `${commandName(invocation)}: ${problem}\n`).join('');
  return exits(invocation, problems.length === 0 ? 0 : 1, { stderr });
}

function transfer(invocation: Invocation, removeSource: boolean): Run {
  const { container, atMs, workingDir } = invocation;
  const written = operands(invocation);
  const target = written.pop();
  if (target === undefined || written.length === 0) return complains(invocation, 'missing file operand');
  const targetPath = absolutePath(target, workingDir);
  for (const source of written) {
    const path = absolutePath(source, workingDir);
    const content = container.files.read(path, atMs);
    if (content === undefined) return complains(invocation, `can't stat '${source}': ${noSuchFile}`);
    const intoFolder = container.files.isDirectory(targetPath, atMs);
    const place = intoFolder ? absolutePath(baseName(path), targetPath) : targetPath;
    if (!container.files.write(place, content, atMs)) {
      return complains(invocation, `can't create '${target}': ${noSuchFile}`);
    }
    if (removeSource) container.files.remove(path, atMs);
  }
  return exits(invocation, 0);
}

function complaint(invocation: Invocation, command: string, written: string): string {
  return isBusybox(invocation)
    ? `${written}: ${noSuchFile}`
    : `cannot ${command} '${written}': ${noSuchFile}`;
}

function complaintAboutMissing(invocation: Invocation, written: string): string {
  return isBusybox(invocation)
    ? `ls: ${written}: ${noSuchFile}\n`
    : `ls: cannot access '${written}': ${noSuchFile}\n`;
}
