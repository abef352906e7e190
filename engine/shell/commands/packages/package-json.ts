import { z } from 'zod';
import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { joined } from '../files/path.ts';
import { npmError } from './npm-words.ts';

const texts = z.record(z.string(), z.string());

const shape = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  scripts: texts.optional(),
  dependencies: texts.optional(),
  devDependencies: texts.optional(),
});

/** What is in a package.json. */
export type PackageJson = z.infer<typeof shape>;

const ENOENT_EXIT = 254;

/** The project's package.json; undefined: there is none. Throws a Quit where it isn't one. */
export function readProject(system: System): PackageJson | undefined {
  const path = joined(system.workingDirectory, 'package.json');
  let text: string;
  try {
    text = system.readText(path);
  } catch (error) {
    if (systemError(error).code === 'ENOENT') return undefined;
    throw npmError(system, ['code EACCES', `path ${path}`, `${systemError(error).message}`], 243);
  }
  const parsed = shape.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw npmError(
    system,
    [
      'code EJSONPARSE',
      `path ${path}`,
      `JSON.parse Failed to parse JSON data.`,
      'JSON.parse Note: package.json must be actual JSON, not just JavaScript.',
    ],
    1,
  );
}

export function projectOrFail(system: System): PackageJson {
  const project = readProject(system);
  if (project !== undefined) return project;
  const path = joined(system.workingDirectory, 'package.json');
  throw npmError(
    system,
    [
      'code ENOENT',
      'syscall open',
      `path ${path}`,
      'errno -2',
      `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
      'enoent This is related to npm not being able to find a file.',
      'enoent',
    ],
    ENOENT_EXIT,
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The name of a folder as npm takes it for that of a project. */
export function projectName(system: System, project: PackageJson | undefined): string {
  const folder = system.workingDirectory.slice(system.workingDirectory.lastIndexOf('/') + 1);
  return project?.name ?? folder.toLowerCase();
}
