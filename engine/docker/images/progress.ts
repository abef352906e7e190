/** A line of the streams that pull, push, load and build answer with. */
export type ProgressLine = Readonly<Record<string, unknown>>;

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
const BAR_CHARACTERS = 50;

/** `1.98MB`, with four significant digits as go-units has it. */
function humanSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${Number(size.toPrecision(4))}${UNITS[unit]}`;
}

/** A status without a number. */
export function status(words: string, id?: string): ProgressLine {
  return id === undefined ? { status: words } : { status: words, progressDetail: {}, id };
}

/** A status with a bar. */
export function progress(words: string, id: string, current: number, total: number): ProgressLine {
  const half = Math.min(BAR_CHARACTERS, Math.floor((current / Math.max(1, total)) * BAR_CHARACTERS));
  const empty = ' '.repeat(Math.max(0, BAR_CHARACTERS - half));
  const numbers = `${humanSize(current).padStart(8)}/${humanSize(total)}`;
  return {
    status: words,
    progressDetail: { current, total },
    progress: `[${'='.repeat(half)}>${empty}] ${numbers}`,
    id,
  };
}

/** The end of a stream that fails. */
export function failure(message: string, code?: number): ProgressLine {
  return { errorDetail: code === undefined ? { message } : { code, message }, error: message };
}
