import { normalName } from './python-packages.ts';

/** What is asked of a package: `Flask[async]>=2.0,<3`. */
export interface Requirement {
  /** As it was written, without blanks and what stands behind `;`. */
  readonly text: string;
  readonly name: string;
  /** `standard` of `fastapi[standard]`. */
  readonly extras: readonly string[];
  readonly bounds: readonly (readonly [operator: string, version: string])[];
}

const LINES_MAX = 10_000;

/** Undefined: it is none, but a path or an address, say. */
export function parseRequirement(line: string): Requirement | undefined {
  const [before = ''] = line.split(';');
  const text = before.replace(/\s+/g, '');
  const match =
    /^([A-Za-z0-9](?:[\w.-]{0,80}[A-Za-z0-9])?)(\[[\w,.-]*\])?((?:(?:[<>=!~]=|[<>]|===)[\w.*+!-]+,?)*)$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, name = '', extras = '', bounds = ''] = match;
  return {
    text: `${name}${extras}${bounds}`,
    name: normalName(name),
    extras: extras
      .slice(1, -1)
      .split(',')
      .filter((each) => each !== ''),
    bounds: [...bounds.matchAll(/([<>=!~]=|[<>])=?([^,]+)/g)].map(([, operator = '', version = '']) => [
      operator,
      version,
    ]),
  };
}

/** The lines of a requirements file that count. */
export function requirementLines(text: string): string[] {
  return text
    .replaceAll('\\\n', '')
    .split('\n', LINES_MAX)
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '');
}

export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((text) =>
    text
      .replace(/^\d+!/, '')
      .split('.')
      .map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function satisfies(version: string, { bounds }: Pick<Requirement, 'bounds'>): boolean {
  return bounds.every(([operator, bound]) => {
    const order = compareVersions(version, bound);
    if (bound.endsWith('*')) {
      const within = `${version}.`.startsWith(bound.slice(0, -1));
      return operator === '!=' ? !within : within;
    }
    if (operator === '~=') return order >= 0 && version.startsWith(bound.replace(/[^.]*$/, ''));
    return (
      {
        '==': order === 0,
        '!=': order !== 0,
        '>=': order >= 0,
        '<=': order <= 0,
        '>': order > 0,
        '<': order < 0,
      }[operator] ?? false
    );
  });
}

/**
 * The version that is chosen: the newest, or an older one that is named exactly. Older ones aren't listed
 * anywhere, so they are taken to exist. Undefined: there is none.
 */
export function chosenVersion(newest: string, requirement: Pick<Requirement, 'bounds'>): string | undefined {
  const named = requirement.bounds.filter(
    ([operator, version]) => /^(?:==|<=|~=)$/.test(operator) && !version.endsWith('*'),
  );
  const candidates = [newest, ...named.map(([, version]) => version)];
  return candidates
    .filter((version) => compareVersions(version, newest) <= 0 && satisfies(version, requirement))
    .sort(compareVersions)
    .at(-1);
}
