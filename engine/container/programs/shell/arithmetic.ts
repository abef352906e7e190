/** What an expression can read and assign. */
export interface Variables {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, value: string) => void;
}

const expressionLengthMax = 1000;
const nestingMax = 50;

/** Binary operators by how tightly they bind. */
const precedence: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
  '**': 7,
};

const tokenFormat = /\s*(\d+|[A-Za-z_]\w*|\*\*|\+\+|--|[-+*/%]=|[<>=!]=|&&|\|\||[-+*/%<>=!()])/y;

/** The value of `$((expression))` in whole numbers; undefined: not an expression, or a division by zero. */
export function evaluate(expression: string, variables: Variables): number | undefined {
  if (expression.trim() === '') return 0;
  const tokens = tokenize(expression);
  if (tokens === undefined) return undefined;
  const state: State = { tokens, at: 0, depth: 0, variables };
  const value = binary(state, 0);
  return state.at === tokens.length ? value : undefined;
}

interface State {
  readonly tokens: readonly string[];
  at: number;
  depth: number;
  readonly variables: Variables;
}

function tokenize(expression: string): string[] | undefined {
  const text = expression.trimEnd();
  if (text.length > expressionLengthMax) return undefined;
  const tokens: string[] = [];
  tokenFormat.lastIndex = 0;
  while (tokenFormat.lastIndex < text.length) {
    const token = tokenFormat.exec(text)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

function binary(state: State, minimum: number): number | undefined {
  if (++state.depth > nestingMax) return undefined;
  let left = unary(state);
  for (;;) {
    const operator = state.tokens[state.at] ?? '';
    const binding = Object.hasOwn(precedence, operator) ? (precedence[operator] ?? 0) : 0;
    if (left === undefined || binding === 0 || binding < minimum) break;
    state.at++;
    const right = binary(state, operator === '**' ? binding : binding + 1);
    left = right === undefined ? undefined : apply(operator, left, right);
  }
  state.depth--;
  return left;
}

function unary(state: State): number | undefined {
  const token = state.tokens[state.at++];
  if (token === undefined || ++state.depth > nestingMax) return undefined;
  try {
    if (/^\d/.test(token)) {
      return Number.parseInt(token, token.startsWith('0') && /^[0-7]+$/.test(token) ? 8 : 10);
    }
    if (token === '(') {
      const value = binary(state, 0);
      return state.tokens[state.at++] === ')' ? value : undefined;
    }
    if (token === '++' || token === '--') return step(state, state.tokens[state.at++] ?? '', token, true);
    if (/^[A-Za-z_]/.test(token)) return variable(state, token);
    const operand = unary(state);
    if (operand === undefined) return undefined;
    if (token === '-') return -operand;
    if (token === '!') return operand === 0 ? 1 : 0;
    return token === '+' ? operand : undefined;
  } finally {
    state.depth--;
  }
}

function variable(state: State, name: string): number | undefined {
  const next = state.tokens[state.at] ?? '';
  if (next === '++' || next === '--') {
    state.at++;
    return step(state, name, next, false);
  }
  if (next !== '=' && !/^[-+*/%]=$/.test(next)) return numberIn(state, name);
  state.at++;
  const right = binary(state, 0);
  if (right === undefined) return undefined;
  const value = next === '=' ? right : apply(next.slice(0, 1), numberIn(state, name), right);
  if (value !== undefined) state.variables.set(name, String(value));
  return value;
}

function step(state: State, name: string, operator: string, before: boolean): number | undefined {
  if (!/^[A-Za-z_]/.test(name)) return undefined;
  const old = numberIn(state, name);
  const changed = operator === '++' ? old + 1 : old - 1;
  state.variables.set(name, String(changed));
  return before ? changed : old;
}

function numberIn(state: State, name: string): number {
  const value = Number.parseInt(state.variables.get(name) ?? '0', 10);
  return Number.isNaN(value) ? 0 : value;
}

function apply(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : Math.trunc(left / right);
    case '%':
      return right === 0 ? undefined : left % right;
    case '**':
      return left ** right;
    case '<':
      return Number(left < right);
    case '<=':
      return Number(left <= right);
    case '>':
      return Number(left > right);
    case '>=':
      return Number(left >= right);
    case '==':
      return Number(left === right);
    case '!=':
      return Number(left !== right);
    case '&&':
      return Number(left !== 0 && right !== 0);
    case '||':
      return Number(left !== 0 || right !== 0);
    default:
      return undefined;
  }
}
