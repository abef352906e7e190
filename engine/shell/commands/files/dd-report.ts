import type { System } from '../../../linux/system.ts';
import { isBusybox } from '../options.ts';
import type { Conversion } from './dd-conversions.ts';

/** What dd has done. */
export interface Copied {
  readonly block: number;
  /** Bytes that were read, and written. */
  readonly taken: number;
  readonly copied: number;
  readonly startedMs: number;
  readonly quiet: 'none' | 'noxfer' | undefined;
  readonly shownMs: number | undefined;
  readonly failed: boolean;
  readonly conversion: Conversion | null;
}

export function summary(system: System, state: Copied): void {
  const { block, copied, taken } = state;
  if (state.quiet === 'none') return;
  const records = (bytes: number, more: number) =>
    `${Math.floor(bytes / block) + more}+${bytes % block === 0 ? 0 : 1}`;
  // The last block was read, but couldn't be written.
  let text = `${records(taken, state.failed ? 1 : 0)} records in\n${records(copied, 0)} records out\n`;
  const truncated = state.conversion?.truncated ?? 0;
  if (truncated > 0) text += `${truncated} truncated record${truncated === 1 ? '' : 's'}\n`;
  if (state.shownMs !== undefined && state.shownMs > state.startedMs) text = `\n${text}`;
  if (state.quiet === undefined) {
    const seconds = Math.max(system.now - state.startedMs, 0.05) / 1000;
    text += isBusybox(system)
      ? `${copied} bytes (${binary(copied)}) copied, ${seconds.toFixed(6)} seconds, ${binary(copied / seconds)}/s\n`
      : `${gnuAmount(copied)} copied, ${Number(seconds.toPrecision(6))} s, ${decimal(copied / seconds, 99.95)}/s\n`;
  }
  system.write(2, text);
}

/** status=progress: the line that is written over every second. */
export function progress(system: System, { copied, startedMs }: Copied): void {
  const seconds = (system.now - startedMs) / 1000;
  system.write(
    2,
    isBusybox(system)
      ? `\r${copied} bytes (${binary(copied)}) copied, ${seconds.toFixed(6)} seconds, ${binary(copied / seconds)}/s`
      : `\r${gnuAmount(copied)} copied, ${Math.round(seconds)} s, ${decimal(copied / seconds, 99.95)}/s`,
  );
}

export function noRoomWords(bytes: number): string {
  return `memory exhausted by input buffer of size ${bytes} bytes (${gnuBinary(bytes)})`;
}

function gnuAmount(copied: number): string {
  if (copied < 1000) return `${copied} bytes`;
  return `${copied} bytes (${decimal(copied)}${copied < 1024 ? '' : `, ${gnuBinary(copied)}`})`;
}

function scaled(value: number, base: number, units: readonly string[]): readonly [number, string] {
  let rest = value;
  let unit = 0;
  while (rest >= base && unit < units.length - 1) {
    rest /= base;
    unit++;
  }
  return [rest, units[unit] ?? ''];
}

function binary(value: number): string {
  const [number, unit] = scaled(value, 1024, ['', 'K', 'M', 'G', 'T']);
  return `${number.toFixed(1)}${unit}B`;
}

/** @param below with a digit after the point: sizes below ten, rates below a hundred */
function decimal(value: number, below = 9.95): string {
  const [number, unit] = scaled(value, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);
  return `${number < below ? number.toFixed(1) : Math.round(number)} ${unit}`;
}

function gnuBinary(value: number): string {
  const [number, unit] = scaled(value, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);
  return `${number < 9.95 ? number.toFixed(1) : Math.round(number)} ${unit}`;
}
