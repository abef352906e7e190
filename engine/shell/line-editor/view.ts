import type { Line } from './line.ts';

/** What is on the screen: the last line of the prompt, and the line that is edited. */
export interface View {
  readonly prompt: string;
  /** Columns that the prompt takes. */
  readonly width: number;
  readonly line: Line;
}

/** What a shell prints to keep the screen in step with the line. Screens are `columns` wide. */
export interface Screen {
  /** From one view to the next. */
  update(columns: number, before: View, after: View): string;
  /** Everything anew, from the first row of the view before. */
  redraw(columns: number, before: View, after: View): string;
  /** Prompt and line, on a screen with nothing there. */
  draw(columns: number, view: View): string;
  /** To the end of the line, and to the next row. */
  leave(columns: number, view: View): string;
  readonly clear: string;
}

/** How many characters two texts have in common at their beginnings. */
export function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charAt(at) === other.charAt(at)) at++;
  return at;
}
