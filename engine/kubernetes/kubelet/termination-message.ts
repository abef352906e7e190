import type { Timeline } from '../../container/process.ts';
import type { Container, EphemeralContainer } from '../schemas/generated/types.ts';

const DEFAULT_PATH = '/dev/termination-log';

/** Upstream's MaxContainerTerminationMessageLength, and its limits for what is taken from the log. */
const MESSAGE_MAX = 4096;
const LOG_MAX = 2048;
const LOG_LINES_MAX = 80;

/** What the container leaves behind to say why it ended. @param atMs of its end, after its start */
export function terminationMessage(
  timeline: Timeline,
  { terminationMessagePath, terminationMessagePolicy }: Container | EphemeralContainer,
  atMs: number,
  code: number,
): string | undefined {
  const written = timeline.readFile(terminationMessagePath ?? DEFAULT_PATH, atMs) ?? '';
  if (written !== '') return written.slice(0, MESSAGE_MAX);
  if (terminationMessagePolicy !== 'FallbackToLogsOnError' || code === 0) return undefined;
  const lines = timeline.log.filter((line) => line.atMs <= atMs).slice(-LOG_LINES_MAX);
  const text = lines.map((line) => `${line.text}\n`).join('');
  return text === '' ? undefined : text.slice(-LOG_MAX);
}
