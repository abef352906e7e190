import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';

/** Where a server notes that it runs, so that the next one sees how it ended. */
const PATH = 'global/pg_control';

export interface Control {
  readonly running: boolean;
  /** Since when. */
  readonly atMs: number;
}

export function noteControl(system: System, folder: string, running: boolean): void {
  system.writeText(`${folder}/${PATH}`, `${running ? 'in production' : 'shut down'} ${system.now}\n`);
}

/** How the server before has ended: where nothing tells, in order. */
export function readControl(system: System, folder: string): Control {
  try {
    const [, words, ms = ''] =
      /^(shut down|in production) (\d{1,15})\n$/.exec(system.readText(`${folder}/${PATH}`)) ?? [];
    return { running: words === 'in production', atMs: ms === '' ? system.now : Number(ms) };
  } catch (error) {
    if (error instanceof SystemError) return { running: false, atMs: system.now };
    throw error;
  }
}
