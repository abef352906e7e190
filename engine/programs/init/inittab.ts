/** What is read of /etc/inittab, in characters, and how many of its lines count. */
const TABLE_CHARS_MAX = 65_536;
const LINES_MAX = 100;

const ACTIONS = [
  'sysinit',
  'wait',
  'once',
  'respawn',
  'askfirst',
  'ctrlaltdel',
  'shutdown',
  'restart',
] as const;
export type Action = (typeof ACTIONS)[number];

export type InittabLine = {
  readonly action: Action;
  readonly command: readonly string[];
};

/** Busybox's /etc/inittab: `<id>:<runlevels>:<action>:<process>`. */
export function parseInittab(text: string): InittabLine[] {
  const lines: InittabLine[] = [];
  for (const line of text.slice(0, TABLE_CHARS_MAX).split('\n')) {
    const [, , actionText = '', ...rest] = line.trim().split(':');
    const action = ACTIONS.find((each) => each === actionText);
    const process = rest.join(':').trim();
    if (line.trim().startsWith('#') || action === undefined || process === '') continue;
    lines.push({ action, command: commandOf(process) });
  }
  return lines.slice(0, LINES_MAX);
}

/** A line with anything that only a shell knows is left to one. */
function commandOf(process: string): string[] {
  const text = process.replace(/^-/, '');
  return /[~`!$^&*()=|\\{}[\];"'<>?]/.test(text) ? ['/bin/sh', '-c', `exec ${text}`] : text.split(/\s+/);
}
