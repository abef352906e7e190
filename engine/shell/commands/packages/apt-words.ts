import type { System } from '../../../linux/system.ts';
import { Quit } from '../options.ts';
import { line, type PacedLine } from './paced.ts';

export const FAILED = 100;
export const READING_MS = 400;
/** Files of the base system, as dpkg counts them, and those of a package. */
const FILES = { base: 6090, package: 40 };

export function checkRoot(system: System, what: 'dpkg' | 'lists'): void {
  if (system.uid === 0) return;
  const text =
    what === 'dpkg'
      ? 'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n'
      : 'Reading package lists...\nE: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\nE: Unable to lock directory /var/lib/apt/lists/\n';
  throw new Quit(text, FAILED);
}

export function reading(system: System): PacedLine[] {
  const done = system.isTerminal(1) ? ' Done' : '';
  return [
    line(`Reading package lists...${done}\n`, READING_MS),
    line(`Building dependency tree...${done}\n`, 100),
    line(`Reading state information...${done}\n`),
  ];
}

export function kilobytes(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} MB`;
  return value < 100 && !Number.isInteger(value) ? `${value.toFixed(1)} kB` : `${Math.round(value)} kB`;
}

export function fetched(total: number, elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  return `Fetched ${kilobytes(total)} in ${seconds}s (${kilobytes((total * 1000) / Math.max(1, elapsedMs))}/s)\n`;
}

export function counts(fresh: number, gone: number): string {
  return `0 upgraded, ${fresh} newly installed, ${gone} to remove and 0 not upgraded.\n`;
}

export function wrapped(names: readonly string[]): string {
  return `  ${names.join(' ')}\n`;
}

export function databaseLine(packages: number): PacedLine {
  const files = FILES.base + FILES.package * packages;
  return line(`(Reading database ... ${files} files and directories currently installed.)\n`, 50);
}

/** What apt asks before it goes on, unless a flag has answered. */
export function question(flags: readonly string[]): PacedLine[] {
  const agreed = flags.some((flag) => /^(?:-(?=[a-z]*y)[a-z]*|--yes|--assume-yes)$/.test(flag));
  if (agreed || isQuiet(flags)) return [];
  const asks = { usually: true, refusal: 'Abort.\n', code: 1 };
  return [{ text: 'Do you want to continue? [Y/n] ', afterMs: 0, asks }];
}

/** -qq: only dpkg is heard, and it answers yes. */
function isQuiet(flags: readonly string[]): boolean {
  const letters = flags.flatMap((flag) => /^-([a-z]+)$/.exec(flag)?.[1]?.replace(/[^q]/g, '') ?? '').join('');
  return letters.length >= 2 || flags.includes('-q=2');
}

const dpkgSays = /^(?:Selecting|\(Reading database|Preparing|Unpacking|Setting up|Removing)/;

/** As much of it as -qq leaves. */
export function heard(lines: readonly PacedLine[], flags: readonly string[]): PacedLine[] {
  if (!isQuiet(flags)) return [...lines];
  return lines.map((each) => (each.error || dpkgSays.test(each.text) ? each : { ...each, text: '' }));
}

export function isSimulated(flags: readonly string[]): boolean {
  return flags.some((flag) => /^(?:-[a-z]*s[a-z]*|--simulate|--dry-run|--just-print)$/.test(flag));
}

export function unlocatable(names: readonly string[]): PacedLine {
  const text = names.map((name) => `E: Unable to locate package ${name}\n`).join('');
  return { text, afterMs: 0, error: true };
}
