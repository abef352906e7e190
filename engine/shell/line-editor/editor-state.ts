import type { TerminalMode } from '../../linux/system.ts';

/** A line that is being edited at a prompt, as JSON. */
export type EditorState = {
  /** The last line of the prompt, as it is printed, and how many columns of the screen it takes. */
  prompt: string;
  width: number;
  text: string;
  cursor: number;
  /** Bytes that came and are no whole key yet. */
  keys: string;
  /** Which line of the history is shown; as many as there are: the new one. */
  place: number;
  /** Lines of the history, and the new one, as they were left when another was shown. */
  drafts: Record<string, string>;
  /** Name of the key before this one. */
  last: string;
  /** Ctrl-R: what is looked for, and what to go back to. */
  search: { wanted: string; place: number; failed: boolean; text: string; cursor: number } | null;
  /** The candidates that are to be listed: whether to is being asked, or the next page is. */
  listing: { lines: string[]; page: boolean } | null;
  /** Between the brackets of what a terminal pastes. */
  pasting: boolean;
  columns: number;
  /** How the terminal was before. */
  mode: TerminalMode;
};
