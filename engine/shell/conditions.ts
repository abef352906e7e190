import { RE2JS } from 're2js';
import { isBinaryTest, testBinary, testUnary } from './commands/test.ts';
import type { Expansion } from './expand.ts';
import { matches, parsePattern } from './pattern.ts';
import type { Condition } from './syntax/tree.ts';
import { traceCompound, traced } from './trace.ts';
import { CommandFailed } from './trouble.ts';
import { assignArray, calculate, variableValue } from './variables.ts';

/** What stands between `[[` and `]]`. */
export function evaluateCondition(expansion: Expansion, condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
      return evaluateCondition(expansion, condition.left) && evaluateCondition(expansion, condition.right);
    case 'or':
      return evaluateCondition(expansion, condition.left) || evaluateCondition(expansion, condition.right);
    case 'not':
      return !evaluateCondition(expansion, condition.of);
    case 'unary': {
      const operand = expansion.single(condition.operand);
      traceCompound(expansion.shell, () => `[[ ${condition.operator} ${traced(expansion.shell, operand)} ]]`);
      if (condition.operator === '-v') return isSet(expansion, operand);
      if (condition.operator === '-o') return expansion.shell.setting(operand);
      return testUnary(expansion.shell.system, condition.operator, operand);
    }
    case 'binary':
      return evaluateBinary(expansion, condition);
  }
}

function isSet({ shell }: Expansion, operand: string): boolean {
  const [, name = operand, index] = /^([A-Za-z_][A-Za-z0-9_]*)\[([\s\S]*)\]$/.exec(operand) ?? [];
  return variableValue(shell, name, index) !== undefined;
}

function evaluateBinary(
  expansion: Expansion,
  { operator, left, right }: Extract<Condition, { kind: 'binary' }>,
): boolean {
  const { shell } = expansion;
  const first = expansion.single(left);
  traceCompound(
    shell,
    () => `[[ ${traced(shell, first)} ${operator} ${rightText(expansion, operator, right)} ]]`,
  );
  switch (operator) {
    case '=':
    case '==':
      return matchesPattern(shell, expansion.pattern(right), first);
    case '!=':
      return !matchesPattern(shell, expansion.pattern(right), first);
    case '=~':
      return matchRegularExpression(expansion, first, right);
    default:
  }
  const second = expansion.single(right);
  if (/^-(eq|ne|lt|le|gt|ge)$/.test(operator)) {
    const numbers = [calculate(shell, first || '0'), calculate(shell, second || '0')] as const;
    return compareNumbers(operator, ...numbers);
  }
  return isBinaryTest(operator) && testBinary(shell.system, operator, first, second);
}

/** The right side as bash traces it: in patterns each quoted character behind a backslash. */
function rightText(
  expansion: Expansion,
  operator: string,
  right: Extract<Condition, { kind: 'binary' }>['right'],
): string {
  if (!/^(?:==?|!=|=~)$/.test(operator)) return traced(expansion.shell, expansion.single(right));
  const pieces = expansion
    .pieces(right)
    .map((piece) => (piece.quoted ? piece.text.replace(/./gs, '\\$&') : piece.text));
  return pieces.join('') || "''";
}

/** Between `[[` and `]]` groups are always special. */
function matchesPattern(shell: Expansion['shell'], pattern: string, text: string): boolean {
  if (!shell.setting('nocasematch')) return matches(parsePattern(pattern, true), text);
  return matches(parsePattern(pattern.toLowerCase(), true), text.toLowerCase());
}

function compareNumbers(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    default:
      return left >= right;
  }
}

/** Sets BASH_REMATCH. What was quoted in the expression means nothing special. */
function matchRegularExpression(
  expansion: Expansion,
  text: string,
  word: Extract<Condition, { kind: 'binary' }>['right'],
): boolean {
  const { shell } = expansion;
  const source = expansion
    .pieces(word)
    .map((piece) => (piece.quoted ? RE2JS.quote(piece.text) : piece.text))
    .join('');
  let matcher: ReturnType<RE2JS['matcher']>;
  try {
    matcher = RE2JS.compile(source, shell.setting('nocasematch') ? RE2JS.CASE_INSENSITIVE : 0).matcher(text);
  } catch {
    // An expression that isn't one: the status is then 2.
    throw new CommandFailed(2, 'command');
  }
  if (!matcher.find()) return false;
  const groups: [undefined, string][] = [];
  for (let group = 0; group <= matcher.groupCount(); group++)
    groups.push([undefined, matcher.group(group) ?? '']);
  assignArray(shell, 'BASH_REMATCH', groups, false);
  return true;
}
