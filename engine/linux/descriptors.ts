import { SystemError } from '../filesystem/errors.ts';
import { callerOf } from './caller.ts';
import type { Kernel } from './kernel.ts';
import { OpenFiles, type OpenTarget, type PlainDevice } from './open-files.ts';
import { Pipes } from './pipes.ts';
import type { Process } from './process.ts';
import { AGAIN, type Again } from './system.ts';
import { Terminals } from './terminals.ts';

const READ_BYTES = 65_536;

/** What peers of one process may leave unread in all its sockets that don't block, before it has to wait after all. */
const UNREAD_BYTES_MAX = 16_777_216;

const NEWLINE = 10;

/** What taking a container's output costs its runtime: line by line, as json-file does. */
const MICROSECONDS_PER_LINE = 1;
const BYTES_PER_MICROSECOND = 64;

/** The descriptors of processes, and what reading and writing does to what they refer to. */
export class Descriptors {
  readonly files: OpenFiles;
  readonly pipes: Pipes;
  readonly terminals: Terminals;
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.files = new OpenFiles(kernel.simulation);
    this.pipes = new Pipes(kernel.simulation, (pipe) => kernel.wake(`pipe:${pipe}`));
    this.terminals = new Terminals(kernel.simulation, {
      output: (terminal, bytes) => kernel.output(terminal, 1, bytes),
      wake: (terminal) => kernel.wake(`terminal:${terminal}`),
      signal: (host, group, signal) => kernel.signals.sendToGroup(host, group, signal),
    });
  }

  /** After the records were loaded: open files hold their inodes. */
  connect(): void {
    for (const target of this.files.targets()) {
      if (target.is === 'file') this.#kernel.filesystems.hold(target.filesystem, target.inode);
    }
  }

  /** Which process has a socket open, on a host. */
  socketOwners(host: string): ReadonlyMap<string, Process> {
    const owners = new Map<string, Process>();
    for (const process of this.#kernel.processes.of(host)) {
      for (const descriptor of numbers(process)) {
        const target = this.#find(process, descriptor);
        if (target?.is === 'socket' && !owners.has(target.socket)) owners.set(target.socket, process);
      }
    }
    return owners;
  }

  /** Gives a process a descriptor for something newly opened: the lowest that is free, or the one asked for. */
  install(process: Process, target: OpenTarget, at?: number): number {
    if (target.is === 'pipe') this.pipes.open(target.pipe, target.end);
    return this.refer(process, this.files.add(target), at);
  }

  /** Gives a process a descriptor for an open file that others may have too. */
  refer(process: Process, file: string, at?: number, from = 0): number {
    const descriptor = at ?? lowestFree(process, from);
    if (descriptor >= process.openFilesMax) throw new SystemError(at === undefined ? 'EMFILE' : 'EBADF');
    this.files.refer(file);
    if (process.descriptors[descriptor] !== undefined) this.close(process, descriptor);
    process.descriptors[descriptor] = file;
    this.#kernel.processes.changed(process);
    return descriptor;
  }

  file(process: Process, descriptor: number): string {
    const file = process.descriptors[descriptor];
    if (file === undefined) throw new SystemError('EBADF');
    return file;
  }

  target(process: Process, descriptor: number): OpenTarget {
    const target = this.files.target(this.file(process, descriptor));
    if (target === undefined) throw new SystemError('EBADF');
    return target;
  }

  close(process: Process, descriptor: number): void {
    const file = this.file(process, descriptor);
    delete process.descriptors[descriptor];
    this.#kernel.processes.changed(process);
    const closed = this.files.release(file);
    if (closed === undefined) return;
    if (closed.is === 'pipe') this.pipes.close(closed.pipe, closed.end);
    if (closed.is === 'socket') this.#kernel.network.close(closed.socket);
    if (closed.is === 'file') this.#kernel.filesystems.release(closed.filesystem, closed.inode);
  }

  closeAll(process: Process): void {
    for (const descriptor of numbers(process)) this.close(process, descriptor);
  }

  read(process: Process, descriptor: number, max = READ_BYTES): Uint8Array | Again {
    const file = this.file(process, descriptor);
    const target = this.target(process, descriptor);
    switch (target.is) {
      case 'file': {
        if (!target.read) throw new SystemError('EBADF');
        const offset = this.files.offset(file);
        const bytes = this.#kernel.filesystems.read(target.filesystem, target.inode, offset, max);
        this.files.setOffset(file, offset + bytes.length);
        return bytes;
      }
      case 'text': {
        const offset = this.files.offset(file);
        const bytes = new TextEncoder().encode(target.text).subarray(offset, offset + max);
        this.files.setOffset(file, offset + bytes.length);
        return bytes;
      }
      case 'folder':
        throw new SystemError('EISDIR');
      case 'pipe':
        if (target.end !== 'read') throw new SystemError('EBADF');
        return this.pipes.read(target.pipe, max);
      case 'terminal':
        if (this.#isInBackground(process, target.terminal)) return AGAIN;
        return this.terminals.read(target.terminal, max);
      case 'socket':
        return this.#kernel.network.read(target.socket, max);
      case 'device':
        return this.#readDevice(target.device, max);
      case 'sink':
        throw new SystemError('EBADF');
      case 'namespace':
        throw new SystemError('EINVAL');
    }
  }

  /** Who reads from its terminal without being in the foreground is stopped (SIGTTIN). */
  #isInBackground(process: Process, terminal: string): boolean {
    const foreground = this.terminals.foreground(terminal);
    if (process.terminal !== terminal || foreground === undefined || foreground === process.group)
      return false;
    if (process.ignored.includes('SIGTTIN') || process.handled.includes('SIGTTIN')) return false;
    this.#kernel.signals.sendToGroup(process.host, process.group, 'SIGTTIN');
    return true;
  }

  /** @returns false where nobody reads any more: SIGPIPE is due */
  write(process: Process, descriptor: number, bytes: Uint8Array): boolean {
    const file = this.file(process, descriptor);
    const target = this.target(process, descriptor);
    switch (target.is) {
      case 'file': {
        if (!target.write) throw new SystemError('EBADF');
        const { filesystems } = this.#kernel;
        const offset = target.append
          ? filesystems.size(target.filesystem, target.inode)
          : this.files.offset(file);
        filesystems.write(target.filesystem, target.inode, offset, bytes);
        this.files.setOffset(file, offset + bytes.length);
        return true;
      }
      case 'text':
        if (!target.writable) throw new SystemError('EBADF');
        this.#writeSynthetic(process, target.path, new TextDecoder().decode(bytes));
        return true;
      case 'pipe':
        if (target.end !== 'write') throw new SystemError('EBADF');
        return this.pipes.write(target.pipe, bytes);
      case 'terminal':
        process.spentMicroseconds += takenMicroseconds(bytes);
        this.terminals.write(target.terminal, bytes);
        return true;
      case 'sink':
        process.spentMicroseconds += takenMicroseconds(bytes);
        this.#kernel.output(target.sink, target.stream, bytes);
        return true;
      case 'socket':
        return this.#kernel.network.write(target.socket, bytes);
      case 'namespace':
      case 'folder':
        throw new SystemError('EBADF');
      case 'device':
        if (target.device === 'full') throw new SystemError('ENOSPC');
        return true;
    }
  }

  readable(process: Process, descriptor: number): boolean {
    const target = this.#find(process, descriptor);
    if (target?.is === 'pipe') return this.pipes.readable(target.pipe);
    if (target?.is === 'terminal') return this.terminals.readable(target.terminal);
    if (target?.is === 'socket') return this.#kernel.network.readable(target.socket);
    return true;
  }

  /** Whether there is room for more, or nobody left to read it, which a write says. */
  writable(process: Process, descriptor: number): boolean {
    const target = this.#find(process, descriptor);
    return target?.is !== 'socket' || !this.#kernel.network.full(target.socket);
  }

  isConnected(process: Process, descriptor: number): boolean {
    const target = this.#find(process, descriptor);
    return target?.is !== 'socket' || this.#kernel.network.isSettled(target.socket);
  }

  /** What wakes a process that waits for a descriptor; undefined: nothing has to. */
  object(process: Process, descriptor: number): string | undefined {
    const target = this.#find(process, descriptor);
    if (target?.is === 'pipe') return `pipe:${target.pipe}`;
    if (target?.is === 'terminal') return `terminal:${target.terminal}`;
    return target?.is === 'socket' ? `socket:${target.socket}` : undefined;
  }

  /** True where something it wrote doesn't fit yet. */
  blocked(process: Process): boolean {
    return this.fullOutputs(process).length > 0;
  }

  /** What it has to wait for before it may write more. */
  fullOutputs(process: Process): string[] {
    const { network } = this.#kernel;
    const full: string[] = [];
    const nonBlocking: string[] = [];
    let unread = 0;
    for (const descriptor of numbers(process)) {
      const target = this.#find(process, descriptor);
      if (target?.is === 'pipe' && target.end === 'write' && this.pipes.full(target.pipe)) {
        full.push(`pipe:${target.pipe}`);
      }
      if (target?.is === 'socket' && network.full(target.socket)) {
        const list = network.isNonBlocking(target.socket) ? nonBlocking : full;
        list.push(`socket:${target.socket}`);
        if (list === nonBlocking) unread += network.unread(target.socket);
      }
    }
    if (unread > UNREAD_BYTES_MAX) full.push(...nonBlocking);
    return full;
  }

  #find(process: Process, descriptor: number): OpenTarget | undefined {
    const file = process.descriptors[descriptor];
    return file === undefined ? undefined : this.files.target(file);
  }

  #writeSynthetic(process: Process, path: string, text: string): void {
    const { node } = this.#kernel.filesystems.place(callerOf(this.#kernel, process), path);
    if (node?.type !== 'file' || node.write === undefined) throw new SystemError('EACCES');
    node.write(text);
  }

  #readDevice(device: PlainDevice, max: number): Uint8Array {
    if (device === 'null' || device === 'kmsg') return new Uint8Array();
    const bytes = new Uint8Array(Math.min(max, READ_BYTES));
    if (device !== 'random') return bytes;
    const { random } = this.#kernel.simulation;
    for (let index = 0; index < bytes.length; index++) bytes[index] = random.uint32() & 0xff;
    return bytes;
  }
}

function numbers(process: Process): number[] {
  return Object.keys(process.descriptors).map(Number);
}

function lowestFree(process: Process, from: number): number {
  let descriptor = from;
  while (process.descriptors[descriptor] !== undefined) descriptor++;
  return descriptor;
}

/** So long a writer waits until the runtime has taken what it wrote. */
function takenMicroseconds(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) if (byte === NEWLINE) lines++;
  return lines * MICROSECONDS_PER_LINE + bytes.length / BYTES_PER_MICROSECOND;
}
