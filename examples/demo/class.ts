import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import type { Schemas } from '../../api/client/index.ts';

const CLASS = fileURLToPath(new URL('../class/', import.meta.url));

export interface Submission {
  readonly student: string;
  /** File name → text. */
  readonly files: Readonly<Record<string, string>>;
}

function isAssignment(value: unknown): value is Schemas['Assignment'] {
  return typeof value === 'object' && value !== null && 'title' in value && 'checks' in value;
}

export function readAssignment(): Schemas['Assignment'] {
  const assignment = load(readFileSync(join(CLASS, 'assignment.yaml'), 'utf8'));
  if (!isAssignment(assignment)) throw new Error('examples/class/assignment.yaml holds no assignment');
  return assignment;
}

/** What the students handed in, by name. */
export function readSubmissions(): readonly Submission[] {
  const folder = join(CLASS, 'submissions');
  return readdirSync(folder)
    .sort()
    .map((student) => ({ student, files: readFiles(join(folder, student)) }));
}

function readFiles(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}
