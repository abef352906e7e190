import { invalidParameter } from '../docker-error.ts';
import { matchesPieces, parseGlob } from '../images/path-match.ts';
import { IGNORE_PATTERNS_MAX } from './limits.ts';

/** Which files of a context .dockerignore leaves out. @param path without a slash at its beginning */
export type Ignored = (path: string) => boolean;

const UNIT_PATTERNS = 20;

/** @returns also what a look at one path costs, in units of work @throws DockerError */
export function parseIgnore(text: string): { readonly ignored: Ignored; readonly units: number } {
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (patterns.length > IGNORE_PATTERNS_MAX) {
    throw invalidParameter(`.dockerignore has more than ${IGNORE_PATTERNS_MAX} patterns`);
  }
  const rules = patterns.map((pattern) => {
    const keeps = pattern.startsWith('!');
    const clean = (keeps ? pattern.slice(1).trim() : pattern).replace(/^\/+|\/+$/g, '').replace(/^\.\//, '');
    return { keeps, matches: matcher(clean) };
  });
  const units = 1 + Math.floor(rules.length / UNIT_PATTERNS);
  const decide = (path: string) => {
    let ignored = false;
    for (const { keeps, matches } of rules) {
      if (ignored === keeps && matches(path)) ignored = !keeps;
    }
    return ignored;
  };
  return { ignored: decide, units };
}

/** A pattern matches a file, or a folder that it lies in. */
function matcher(pattern: string): Ignored {
  const variants = pattern.startsWith('**/') ? [pattern, pattern.slice(3)] : [pattern];
  const globs = variants.flatMap((variant) => {
    // `a/**/b` is `a/b` too.
    const forms = variant.includes('/**/') ? [variant, variant.replaceAll('/**/', '/')] : [variant];
    return forms.map((form) => parseGlob(form, true)).filter((pieces) => pieces !== undefined);
  });
  return (path) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (globs.some((pieces) => matchesPieces(pieces, folder))) return true;
    }
    return false;
  };
}
