import { copyJson } from '../simulation/copy-json.ts';
import { carryOut } from './assignments.ts';
import { sourceOfText } from './call-stack.ts';
import type { Expansion } from './expand.ts';
import type { CommandFrame } from './frame-kinds.ts';
import { pushList } from './frames.ts';
import type { ExpandedAssignment, Invocation } from './invocation.ts';
import { closeSubstitutionsAfter } from './process-substitution.ts';
import {
  expandRedirects,
  installDescriptors,
  openRedirections,
  type Redirection,
  restoreDescriptors,
} from './redirect.ts';
import type { Outcome, Shell } from './shell-process.ts';
import { runProgram } from './start-program.ts';
import type { Variable } from './state.ts';
import type { ArrayElement, Assignment, SimpleCommand } from './syntax/tree.ts';
import { lookUp } from './table.ts';
import { trace } from './trace.ts';
import { trapsOutside } from './traps.ts';
import { variable } from './variables.ts';

export function runSimple(
  shell: Shell,
  frame: CommandFrame,
  node: SimpleCommand,
  expansion: Expansion,
): Outcome {
  if (shell.option('n') && !shell.state.interactive) {
    shell.pop();
    return undefined;
  }
  const words = expansion.fields(node.words);
  const redirections = expandRedirects(expansion, node.redirects);
  if (words.length === 0) return runAssignments(shell, frame, node, expansion, redirections);
  const invocation: Invocation = {
    words,
    redirections,
    assignments: node.assignments.map((each) => expandAssignment(expansion, each)),
    declared: (node.declared ?? []).map((each) => expandAssignment(expansion, each)),
  };
  shell.pop();
  shell.count();
  closeSubstitutionsAfter(shell);
  trace(shell, invocation);
  shell.state.lastWord = words.at(-1) ?? '';
  return invoke(shell, invocation);
}

/** Only assignments and redirections. Each assignment sees those before it. */
function runAssignments(
  shell: Shell,
  frame: CommandFrame,
  node: SimpleCommand,
  expansion: Expansion,
  redirections: readonly Redirection[],
): Outcome {
  for (const assignment of node.assignments) {
    expansion.replay.effect(() => {
      const expanded = expandAssignment(expansion, assignment);
      trace(shell, { words: [], redirections, assignments: [expanded], declared: [] });
      carryOut(shell, expanded);
    });
  }
  shell.pop();
  shell.count();
  closeSubstitutionsAfter(shell);
  shell.state.status = frame.captured ?? 0;
  shell.state.lastWord = '';
  restoreDescriptors(shell, installDescriptors(shell, openRedirections(shell, redirections)));
  return undefined;
}

function expandAssignment(expansion: Expansion, assignment: Assignment): ExpandedAssignment {
  const { name, index, append, value, elements } = assignment;
  const place = index === undefined ? undefined : expansion.single(index);
  const expanded =
    elements === undefined ? expansion.single(value, true) : expandElements(expansion, elements);
  return { name, index: place, append, value: expanded };
}

function expandElements(
  expansion: Expansion,
  elements: readonly ArrayElement[],
): (readonly [string | undefined, string])[] {
  return elements.flatMap(({ index, value }): (readonly [string | undefined, string])[] => {
    if (index !== undefined) return [[expansion.single(index), expansion.single(value)]];
    return expansion.fields([value]).map((each) => [undefined, each]);
  });
}

/** Runs a command by its name: a function, one of the shell's own, or a program. */
export function invoke(shell: Shell, invocation: Invocation, skipFunctions = false): Outcome {
  const [name = ''] = invocation.words;
  const definition = skipFunctions ? undefined : lookUp(shell.state.functions, name);
  const builtin = shell.builtin(name);
  if (builtin?.keepsRedirections) return builtin.run(shell, invocation.words, invocation);
  if (builtin?.special && definition === undefined) {
    for (const assignment of invocation.assignments) carryOut(shell, assignment);
    return withRedirections(shell, invocation, () => builtin.run(shell, invocation.words, invocation));
  }
  if (definition !== undefined) {
    return withRedirections(shell, invocation, () => {
      setForNow(shell, invocation.assignments);
      callFunction(shell, name, invocation.words.slice(1), definition);
      return undefined;
    });
  }
  if (builtin === undefined) return runProgram(shell, invocation);
  return withRedirections(shell, invocation, () => {
    setForNow(shell, invocation.assignments);
    return builtin.run(shell, invocation.words, invocation);
  });
}

function withRedirections(shell: Shell, { redirections }: Invocation, run: () => Outcome): Outcome {
  if (redirections.length > 0) {
    const saved = installDescriptors(shell, openRedirections(shell, redirections));
    shell.push({ is: 'redirected', saved });
  }
  return run();
}

/** Assignments before a command hold while it runs. */
function setForNow(shell: Shell, assignments: readonly ExpandedAssignment[]): void {
  if (assignments.length === 0) return;
  const variables = assignments.map(({ name }): [string, Variable | null] => {
    const before = variable(shell, name);
    return [name, before === undefined ? null : copyJson(before)];
  });
  shell.push({ is: 'restore', variables });
  for (const assignment of assignments) {
    carryOut(shell, assignment);
    const found = variable(shell, assignment.name);
    if (found !== undefined) found.exported = true;
  }
}

function callFunction(
  shell: Shell,
  name: string,
  words: string[],
  definition: { unit: number; node: number },
): void {
  const { state } = shell;
  shell.push({
    is: 'call',
    name,
    source: state.units[definition.unit]?.source ?? sourceOfText(shell),
    parameters: state.parameters,
    line: state.line,
    locals: [],
    outside: trapsOutside(shell),
  });
  state.parameters = words;
  const body = shell.node(definition.unit, definition.node);
  if (body.kind === 'group' && body.redirects.length === 0) pushList(shell, definition.unit, body.body);
  else shell.push({ is: 'command', unit: definition.unit, node: definition.node, journal: [] });
}
