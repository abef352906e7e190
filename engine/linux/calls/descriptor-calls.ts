import { SystemError } from '../../filesystem/errors.ts';
import { toBytes } from '../../filesystem/packed.ts';
import { type IoDirection, NO_IO } from '../disk.ts';
import { UNLIMITED } from '../resource-limits.ts';
import { endsProcess } from '../signal-delivery.ts';
import { AGAIN, type Again, type TerminalMode } from '../system.ts';
import { OwnCalls } from './own-calls.ts';

/** What reading takes, in instructions. */
const BYTES_PER_INSTRUCTION = 128;

/** System calls on descriptors, whatever they refer to. */
export class DescriptorCalls extends OwnCalls {
  read(descriptor: number, max?: number): Uint8Array | Again {
    const data = this.kernel.descriptors.read(this.process, descriptor, max);
    if (data === AGAIN) return AGAIN;
    this.#transferred(descriptor, 'read', data.length);
    this.kernel.toil(data.length / BYTES_PER_INSTRUCTION);
    return data;
  }

  write(descriptor: number, data: Uint8Array | string): void {
    try {
      const bytes = toBytes(data);
      const fits = this.bytesThatFit(descriptor, bytes.length);
      if (this.kernel.descriptors.write(this.process, descriptor, bytes.subarray(0, fits))) {
        this.#transferred(descriptor, 'write', fits);
        if (fits < bytes.length) this.tooLarge();
        return;
      }
    } catch (error) {
      // The OOM killer may have chosen it while it wrote to memory.
      endsProcess(this.process);
      throw error;
    }
    this.kernel.signals.send(this.process, 'SIGPIPE');
    endsProcess(this.process);
    throw new SystemError('EPIPE');
  }

  close(descriptor: number): void {
    this.kernel.descriptors.close(this.process, descriptor);
  }

  duplicate(descriptor: number, to?: number, from?: number): number {
    const file = this.kernel.descriptors.file(this.process, descriptor);
    if (to === descriptor) return to;
    return this.kernel.descriptors.refer(this.process, file, to, from);
  }

  takeFromParent(descriptor: number): number {
    const parent = this.kernel.processes.get(this.process.host, this.process.parent);
    if (parent === undefined || parent.uid !== this.process.uid) throw new SystemError('EPERM');
    const { descriptors } = this.kernel;
    return descriptors.refer(this.process, descriptors.file(parent, descriptor));
  }

  pipe(): readonly [read: number, write: number] {
    const { descriptors } = this.kernel;
    const pipe = descriptors.files.takeId();
    descriptors.pipes.make(pipe);
    const read = descriptors.install(this.process, { is: 'pipe', pipe, end: 'read' });
    return [read, descriptors.install(this.process, { is: 'pipe', pipe, end: 'write' })];
  }

  isWritable(descriptor: number): boolean {
    return this.kernel.descriptors.writable(this.process, descriptor);
  }

  isReadable(descriptor: number): boolean {
    return this.kernel.descriptors.readable(this.process, descriptor);
  }

  isOpen(descriptor: number): boolean {
    return this.process.descriptors[descriptor] !== undefined;
  }

  isTerminal(descriptor: number): boolean {
    return this.#terminal(descriptor) !== undefined;
  }

  windowSize(descriptor: number): { readonly rows: number; readonly columns: number } | undefined {
    const terminal = this.#terminal(descriptor);
    return terminal === undefined ? undefined : this.kernel.descriptors.terminals.windowSize(terminal);
  }

  terminalName(descriptor: number): string | undefined {
    const terminal = this.#terminal(descriptor);
    const name = terminal === undefined ? undefined : this.kernel.descriptors.terminals.name(terminal);
    return name === undefined ? undefined : `/dev/${name}`;
  }

  terminalMode(descriptor: number): TerminalMode {
    const terminal = this.#terminal(descriptor);
    const mode = terminal === undefined ? undefined : this.kernel.descriptors.terminals.mode(terminal);
    if (mode === undefined) throw new SystemError('ENOTTY');
    return { echo: mode.echo, canonical: mode.canonical, signals: mode.signals };
  }

  setTerminalMode(
    descriptor: number,
    mode: Partial<TerminalMode> & { readonly rows?: number; readonly columns?: number },
  ): void {
    const terminal = this.#terminal(descriptor);
    if (terminal === undefined) throw new SystemError('ENOTTY');
    const { terminals } = this.kernel.descriptors;
    terminals.setMode(terminal, mode);
    const size = terminals.windowSize(terminal);
    if (size !== undefined) {
      terminals.resize(terminal, mode.rows ?? size.rows, mode.columns ?? size.columns);
    }
  }

  /** What of a write to a file is within RLIMIT_FSIZE. */
  protected bytesThatFit(descriptor: number, bytes: number): number {
    const limit = this.process.limits?.fsize?.soft ?? UNLIMITED;
    if (limit === UNLIMITED) return bytes;
    const { descriptors } = this.kernel;
    const target = descriptors.target(this.process, descriptor);
    if (target.is !== 'file') return bytes;
    const offset = target.append
      ? this.kernel.filesystems.size(target.filesystem, target.inode)
      : descriptors.files.offset(descriptors.file(this.process, descriptor));
    return Math.max(0, Math.min(bytes, limit - offset));
  }

  /** A file would be larger than it may be. @throws SystemError EFBIG, where the signal doesn't end the process */
  protected tooLarge(): never {
    this.kernel.signals.send(this.process, 'SIGXFSZ');
    endsProcess(this.process);
    throw new SystemError('EFBIG');
  }

  #transferred(descriptor: number, direction: IoDirection, bytes: number): void {
    this.countIo(direction, bytes, 1);
    const target = this.kernel.descriptors.target(this.process, descriptor);
    if (target.is !== 'file') return;
    const { filesystem, mode } = target;
    this.kernel.disk.transfer(this.process, filesystem, direction, { bytes, requests: 1, mode });
  }

  /** /proc/<pid>/io */
  protected countIo(direction: IoDirection, bytes: number, calls: number): void {
    const io = this.process.io ?? NO_IO;
    this.process.io =
      direction === 'read'
        ? { ...io, readChars: io.readChars + bytes, reads: io.reads + calls }
        : { ...io, writeChars: io.writeChars + bytes, writes: io.writes + calls };
    this.changed();
  }

  #terminal(descriptor: number): string | undefined {
    const target = this.kernel.descriptors.target(this.process, descriptor);
    return target.is === 'terminal' ? target.terminal : undefined;
  }
}
