import { Expansion } from './expand.ts';
import type { Frame } from './frame-kinds.ts';
import { decoded } from './prompt-escapes.ts';
import { Replay } from './replay.ts';
import type { Outcome, Shell } from './shell-process.ts';
import { parseText } from './syntax/parser.ts';
import { ShellSyntaxError } from './syntax/syntax-error.ts';
import { runTrapScript } from './traps.ts';
import { variableValue } from './variables.ts';

/** The prompt that a shell starts with. */
export function initialPrompt({ system, dialect }: Shell): string {
  const sign = system.uid === 0 ? '#' : '$';
  if (dialect === 'bash') return '\\u@\\h:\\w\\$ ';
  return dialect === 'ash' ? '\\w \\$ ' : `${sign} `;
}

/** Works out the prompt: PROMPT_COMMAND runs first, then what is substituted in it. */
export function advancePrompt(shell: Shell, frame: Extract<Frame, { is: 'prompt' }>): Outcome {
  const before = variableValue(shell, 'PROMPT_COMMAND') ?? '';
  if (!frame.began && frame.name === 'PS1' && shell.dialect === 'bash' && before !== '') {
    frame.began = true;
    runTrapScript(shell, before);
    return undefined;
  }
  frame.began = true;
  const status = shell.state.status;
  const text = substituted(shell, decoded(shell, variableValue(shell, frame.name) ?? ''), frame);
  shell.state.status = status;
  shell.pop();
  shell.state.prompt = text;
  return undefined;
}

function substituted(shell: Shell, text: string, frame: Extract<Frame, { is: 'prompt' }>): string {
  if (!/[$`\\]/.test(text)) return text;
  try {
    const word = parseText(text, shell.dialect);
    return new Expansion(shell, new Replay(frame.journal)).single(word);
  } catch (error) {
    if (error instanceof ShellSyntaxError) return text;
    throw error;
  }
}
