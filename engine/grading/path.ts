/** A way into an object: field names, positions in lists, and `*` for every item of a list. */
type Step = string | number | typeof EACH;
export const EACH = Symbol('each');
export type Path = readonly Step[];

/** The same way as in messages: `spec.containers[0].image`, `metadata.labels['app.kubernetes.io/name']`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (step === EACH) text += '[*]';
    else if (/^[A-Za-z_$][\w-]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `['${step}']`;
  }
  return text;
}

/** What stands at a place, or how far the way there goes. */
export interface Place {
  readonly path: Path;
  /** Undefined where the last step of the path leads nowhere. */
  readonly value: unknown;
}

function childOf(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = Object.entries(value).find(([key]) => key === String(step));
  return found?.[1];
}

/** Follows a path to every place it leads to. */
export function* follow(value: unknown, path: Path, done: Path = []): Generator<Place> {
  const [step, ...further] = path;
  if (step === undefined || value === undefined) {
    yield { path: done, value };
  } else if (step !== EACH) {
    yield* follow(childOf(value, step), further, [...done, step]);
  } else if (Array.isArray(value) && value.length > 0) {
    for (const [index, item] of value.entries()) yield* follow(item, further, [...done, index]);
  } else {
    yield { path: done, value };
  }
}
