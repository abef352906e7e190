import type { System } from '../../../linux/system.ts';
import { complain } from '../command.ts';
import type { Asking } from './asking.ts';
import type { Backups } from './backups.ts';

/** What of a file its copy keeps. */
export type Preserved = { readonly mode: boolean; readonly owner: boolean; readonly times: boolean };

export const NOTHING: Preserved = { mode: false, owner: false, times: false };
export const EVERYTHING: Preserved = { mode: true, owner: true, times: true };

export type CopyRules = {
  readonly recursive: boolean;
  readonly preserve: Preserved;
  /** Links: copied as links, followed where they are operands, or followed. */
  readonly links: 'copy' | 'follow operands' | 'follow';
  readonly force: boolean;
  readonly verbose: boolean;
  readonly noClobber: boolean;
  /** Asks before it replaces a file. */
  readonly asks: boolean;
  readonly backups: Backups;
  /** Removes what is replaced, rather than write into it. */
  readonly removesFirst: boolean;
  readonly withoutContent: boolean;
  /** Modes are those of new files, whatever the original's is. */
  readonly plainModes: boolean;
  readonly update: boolean;
  readonly make: 'copies' | 'hard links' | 'symbolic links';
};

/** What is left to do. The last is done first. */
export type CopyItem =
  | {
      readonly do: 'copy';
      readonly from: string;
      readonly to: string;
      readonly operand: boolean;
      /** It was asked about: the file may be replaced. */
      readonly agreed?: boolean;
    }
  | { readonly do: 'move'; readonly from: string; readonly to: string; readonly agreed?: boolean }
  /** A folder that --parents names. */
  | { readonly do: 'parent'; readonly from: string; readonly to: string }
  | { readonly do: 'finish'; readonly to: string; readonly from: string }
  | { readonly do: 'remove'; readonly path: string };

export type CopyState = {
  rules: CopyRules;
  items: CopyItem[];
  /** The file whose content is being copied. */
  open?: {
    readonly from: string;
    readonly to: string;
    readonly input: number;
    readonly output: number;
    at: number;
  };
  asking?: Asking & { readonly item: CopyItem };
  failed: boolean;
};

/** Where a copy is to go on. `answer`: when somebody has answered a question. */
export type CopyProgress = 'done' | 'more' | 'answer';

/** Says what went wrong; the command goes on. */
export function failure(system: System, state: CopyState, words: string, message?: string): void {
  state.failed = true;
  complain(system, message === undefined ? words : `${words}: ${message}`);
}
