import { RE2JS } from 're2js';
import type { Action, Condition } from './model.ts';
import { ConfigurationError, type Directive, placeOf } from './syntax.ts';

/** The directives of the rewrite module in a block, in their order. */
export function actionsOf(block: readonly Directive[]): Action[] {
  return block.flatMap((directive): Action[] => {
    const { name, args } = directive;
    const [first = '', second = '', third = ''] = args;
    switch (name) {
      case 'set':
        return [{ do: 'set', name: first, value: second }];
      case 'rewrite':
        checkPattern(first, directive);
        return [{ do: 'rewrite', pattern: first, to: second, flag: third }];
      case 'break':
        return [{ do: 'break' }];
      case 'if':
        return [{ do: 'if', condition: conditionOf(directive), actions: insideIf(directive) }];
      case 'return':
        return [returnOf(directive)];
      default:
        return [];
    }
  });
}

const INSIDE_IF: ReadonlySet<string> = new Set(['set', 'rewrite', 'break', 'return']);

function insideIf({ block = [] }: Directive): Action[] {
  const other = block.find(({ name }) => !INSIDE_IF.has(name));
  if (other !== undefined) {
    throw new ConfigurationError(
      `"${other.name}" directive inside of "if" is not part of the simulation in ${placeOf(other)}`,
    );
  }
  return actionsOf(block);
}

function returnOf(directive: Directive): Action {
  const [first = '', second = ''] = directive.args;
  if (/^\d{3}$/.test(first))
    return { do: 'return', status: Number(first), text: directive.args.length > 1 ? second : null };
  if (/^https?:|^\$scheme/.test(first)) return { do: 'return', status: 302, text: first };
  throw new ConfigurationError(`invalid return code "${first}" in ${placeOf(directive)}`);
}

/** `($name)`, `($name = text)`, `($name ~* pattern)`, `(!-f path)` */
function conditionOf(directive: Directive): Condition {
  const words = [...directive.args];
  const invalid = (word: string) =>
    new ConfigurationError(`invalid condition "${word}" in ${placeOf(directive)}`);
  const first = words[0] ?? '';
  if (!first.startsWith('(')) throw invalid(first);
  words[0] = first.slice(1);
  const last = words.at(-1) ?? '';
  if (!last.endsWith(')')) throw invalid(last);
  words[words.length - 1] = last.slice(0, -1);
  if (words[0] === '') words.shift();
  const [subject = '', operator = '', value = ''] = words;
  if (/^!?-[fdex]$/.test(subject)) return { of: operator, is: subject, value: '' };
  if (!subject.startsWith('$')) throw invalid(subject);
  if (operator === '') return { of: subject, is: 'true', value: '' };
  if (!/^(?:!?=|!?~\*?)$/.test(operator))
    throw new ConfigurationError(`unexpected "${operator}" in condition in ${placeOf(directive)}`);
  if (operator.includes('~')) checkPattern(value, directive);
  return { of: subject, is: operator, value };
}

export function checkPattern(pattern: string, directive: Directive): void {
  try {
    RE2JS.compile(pattern);
  } catch {
    throw new ConfigurationError(
      `pcre2_compile() failed: invalid pattern in "${pattern}" in ${placeOf(directive)}`,
    );
  }
}
