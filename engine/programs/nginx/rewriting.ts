import { RE2JS } from 're2js';
import { SystemError } from '../../filesystem/errors.ts';
import { lookAt } from '../http/files.ts';
import { normalPath } from '../http/message.ts';
import type { Action, Condition, Settings } from './model.ts';
import { type Course, scene } from './replies.ts';
import { groupsOf } from './routing.ts';
import { expand } from './variables.ts';

/** How the directives of a level ended: `changed` where the path is another now, and a location is looked for anew. */
export type Outcome =
  | 'unchanged'
  | 'changed'
  | 'break'
  | { readonly redirect: 301 | 302; readonly to: string }
  | { readonly returned: Extract<Action, { do: 'return' }> };

/** Does `set`, `if`, `rewrite`, `break` and `return`. */
export function rewrite(course: Course, actions: readonly Action[], settings: Settings): Outcome {
  const outcome = performAll(course, actions, settings);
  return outcome === 'last' ? 'changed' : outcome;
}

function performAll(course: Course, actions: readonly Action[], settings: Settings): Outcome | 'last' {
  let outcome: Outcome = 'unchanged';
  for (const action of actions) {
    const next = perform(course, action, settings);
    if (next !== 'unchanged' && next !== 'changed') return next;
    if (next === 'changed') outcome = next;
  }
  return outcome;
}

function perform(course: Course, action: Action, settings: Settings): Outcome | 'last' {
  switch (action.do) {
    case 'set':
      course.own[action.name.replace(/^\$/, '')] = expand(action.value, scene(course, settings));
      return 'unchanged';
    case 'break':
      return 'break';
    case 'return':
      return { returned: action };
    case 'if':
      return holds(course, action.condition, settings)
        ? performAll(course, action.actions, settings)
        : 'unchanged';
    case 'rewrite':
      return rewritten(course, action, settings);
  }
}

function rewritten(
  course: Course,
  { pattern, to, flag }: Extract<Action, { do: 'rewrite' }>,
  settings: Settings,
): Outcome | 'last' {
  const groups = groupsOf(pattern, course.uri);
  if (groups === undefined) return 'unchanged';
  Object.assign(course.own, groups);
  const text = expand(to, scene(course, settings));
  const [path = '/', ...queries] = text.split('?');
  // The arguments that came stay behind those that are set, unless it ends with a question mark.
  const kept = text.endsWith('?') ? '' : course.query;
  const query = [queries.join('?').replace(/\?$/, ''), kept].filter((each) => each !== '').join('&');
  if (/^https?:|^\$scheme/.test(to) || flag === 'redirect' || flag === 'permanent') {
    const target = `${path}${query === '' ? '' : `?${query}`}`;
    return { redirect: flag === 'permanent' ? 301 : 302, to: target };
  }
  course.uri = normalPath(path) ?? '/';
  course.query = query;
  if (flag === 'last') return 'last';
  if (flag === 'break') {
    course.rewritten = true;
    return 'break';
  }
  return 'changed';
}

function holds(course: Course, { of, is, value }: Condition, settings: Settings): boolean {
  const at = scene(course, settings);
  const text = expand(of, at);
  const negated = is.startsWith('!');
  switch (is.replace('!', '')) {
    case 'true':
      return text !== '' && text !== '0';
    case '=':
      return (text === expand(value, at)) !== negated;
    case '-f':
    case '-d':
    case '-e':
    case '-x':
      return isThere(course, text, is.replace('!', '')) !== negated;
    default: {
      const flags = is.endsWith('*') ? RE2JS.CASE_INSENSITIVE : 0;
      const matcher = RE2JS.compile(value, flags).matcher(text);
      const found = matcher.find();
      for (let index = 0; found && index <= Math.min(9, matcher.groupCount()); index++)
        course.own[index] = matcher.group(index) ?? '';
      return found !== negated;
    }
  }
}

function isThere({ worker }: Course, path: string, test: string): boolean {
  const there = lookAt(worker.system, path);
  if (there instanceof SystemError) return false;
  return test === '-d' ? there.type === 'directory' : test === '-e' || there.type === 'file';
}
