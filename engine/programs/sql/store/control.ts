import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';

/** How a server has ended: it notes in a file that it runs, so that the next one sees. */
export interface Control {
  readonly running: boolean;
  /** Since when. */
  readonly atMs: number;
}

export function noteControl(system: System, path: string, running: boolean): void {
  system.writeText(path, `${running ? 'in production' : 'shut down'} ${system.now}\n`);
}

/** How the server before has ended: where nothing tells, in order. */
export function readControl(system: System, path: string): Control {
  try {
    const [, words, ms = ''] = /^(shut down|in production) (\d{1,15})\n$/.exec(system.readText(path)) ?? [];
    return { running: words === 'in production', atMs: ms === '' ? system.now : Number(ms) };
  } catch (error) {
    if (error instanceof SystemError) return { running: false, atMs: system.now };
    throw error;
  }
}
