import type { Shell } from './shell-process.ts';
import type { CallPlace } from './state.ts';

/** Functions and sourced files that are under way, the innermost first; the script itself is last. */
export function callStack(shell: Shell): readonly CallPlace[] {
  const { name, reads } = shell.state;
  const main = reads === 'file' ? [{ name: 'main', source: name, line: 0 }] : [];
  return [...calls(shell), ...main];
}

/** Those without the script. */
export function calls({ state }: Shell): CallPlace[] {
  const own = state.frames.flatMap((frame): CallPlace[] => {
    if (frame.is === 'call') return [{ name: frame.name, source: frame.source, line: frame.line }];
    if (frame.is !== 'script' || frame.source === undefined) return [];
    return [{ name: 'source', source: frame.source, line: frame.sourcedAt ?? 0 }];
  });
  return [...own.reverse(), ...state.callers];
}

/** The file that what is under way was read from; undefined: none but the script. */
export function sourceNow({ state }: Shell): string | undefined {
  const frame = state.frames.findLast(
    (each) => each.is === 'call' || (each.is === 'script' && each.source !== undefined),
  );
  if (frame?.is === 'call' || frame?.is === 'script') return frame.source;
  return state.callers[0]?.source;
}

/** Where functions come from that no file has. */
export function sourceOfText({ state }: Shell): string {
  if (state.reads === 'file') return state.name;
  return state.reads === 'argument' ? 'environment' : 'main';
}
