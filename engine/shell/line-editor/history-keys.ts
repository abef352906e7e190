import type { Shell } from '../shell-process.ts';
import type { EditorState } from './editor-state.ts';
import { insert, type Line, lineOf } from './line.ts';

/** Shows another line of the history, and keeps what was written of this one. @returns undefined: there is none */
export function otherLine({ state }: Shell, editor: EditorState, place: number): Line | undefined {
  if (place < 0 || place > state.history.length) return undefined;
  editor.drafts[editor.place] = editor.text;
  editor.place = place;
  return lineOf(editor.drafts[place] ?? state.history[place] ?? '');
}

/** Alt-. puts in the last word of the command before; once more, that of the one before it instead. */
export function lastArgument({ state }: Shell, editor: EditorState, before: string): Line | undefined {
  const [, times = '0'] = /^last-argument (\d+)$/.exec(before) ?? [];
  const lastWord = (back: number) => /\S+$/.exec((state.history.at(-1 - back) ?? '').trimEnd())?.[0];
  const count = Number(times);
  const word = lastWord(count);
  if (word === undefined) return undefined;
  const written = count === 0 ? '' : (lastWord(count - 1) ?? '');
  const start = editor.cursor - written.length;
  editor.last = `last-argument ${count + 1}`;
  const kept = { text: editor.text.slice(0, start) + editor.text.slice(editor.cursor), cursor: start };
  return insert(kept, word);
}

/** Looks backwards for a line with the text that Ctrl-R looks for. @returns undefined: there is none */
export function found(
  { state }: Shell,
  wanted: string,
  from: number,
): { readonly place: number; readonly line: Line } | undefined {
  for (let place = Math.min(from, state.history.length - 1); place >= 0; place--) {
    const text = state.history[place] ?? '';
    const at = text.lastIndexOf(wanted);
    if (at >= 0) return { place, line: { text, cursor: at } };
  }
  return undefined;
}
