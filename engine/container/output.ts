import type { LogLine } from './process.ts';
import type { Output } from './programs/program.ts';

/** What was printed up to a moment, in order of time. */
export function printedUntil(output: readonly Output[], untilMs: number): Output[] {
  return output.filter((piece) => piece.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
}

/** Cuts what a process printed into the lines its log shows, each stream for itself. */
export function logLines(output: readonly Output[]): LogLine[] {
  const log: LogLine[] = [];
  const unfinished = { stdout: '', stderr: '' };
  let lastMs = 0;
  for (const { atMs, stream, text } of output) {
    const texts = (unfinished[stream] + text).split('\n');
    unfinished[stream] = texts.pop() ?? '';
    for (const line of texts) log.push({ atMs, stream, text: line });
    lastMs = atMs;
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    if (unfinished[stream] !== '') log.push({ atMs: lastMs, stream, text: unfinished[stream] });
  }
  return log;
}

export function outputText(output: readonly Output[]): string {
  return output.map((piece) => piece.text).join('');
}
