import type { Editing } from './editing.ts';
import type { EditorState } from './editor-state.ts';
import { found } from './history-keys.ts';
import type { Key } from './keys.ts';
import { previous } from './line.ts';

type Search = NonNullable<EditorState['search']>;

/** Ctrl-R: what is typed next is looked for in the history. */
export function startSearch(editing: Editing): void {
  const { editor } = editing;
  const { text, cursor, place } = editor;
  editing.redrawn(() => {
    editor.search = { wanted: '', place, failed: false, text, cursor };
  });
}

/** A key while Ctrl-R looks for something. @returns false: it ends the search, and means what it always does */
export function searchKey(editing: Editing, search: Search, key: Key): boolean {
  const { editor } = editing;
  switch (key.name) {
    case 'text':
      look(editing, search, search.wanted + key.text, search.place);
      return true;
    case 'ctrl-r':
      look(editing, search, search.wanted, search.place - 1);
      return true;
    case 'backspace':
      look(
        editing,
        search,
        search.wanted.slice(0, previous(search.wanted, search.wanted.length)),
        editor.place,
      );
      return true;
    case 'ctrl-g':
      editing.redrawn(() => {
        editor.search = null;
        editing.jump(editor.place, { text: search.text, cursor: search.cursor });
      });
      return true;
    default:
      editing.redrawn(() => {
        editor.search = null;
        if (search.wanted !== '') editor.place = search.place;
      });
      // Escape only ends it.
      return key.name === 'alt-escape';
  }
}

function look(editing: Editing, search: Search, wanted: string, from: number): void {
  const hit = found(editing.shell, wanted, from);
  if (hit === undefined) {
    editing.ring();
    if (editing.shell.dialect === 'bash') {
      editing.redrawn(() => {
        search.failed = true;
        search.wanted = wanted;
      });
    }
    return;
  }
  editing.redrawn(() => {
    search.failed = false;
    search.wanted = wanted;
    search.place = hit.place;
    editing.jump(editing.editor.place, hit.line);
  });
}
