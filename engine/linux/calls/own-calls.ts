import { SystemError } from '../../filesystem/errors.ts';
import type { Executable } from '../../filesystem/node.ts';
import type { PageSource } from '../../simulation/records.ts';
import { becomeUser, setAmbient, setInheritable } from '../credentials.ts';
import type { Kernel } from '../kernel.ts';
import type { KernelLogLine } from '../kernel-log.ts';
import { type NamespaceType, ownPid, type Process, pidIn, processKey } from '../process.ts';
import { isOver, type LimitName, limitOf, type ResourceLimit, UNLIMITED } from '../resource-limits.ts';
import { endsProcess } from '../signal-delivery.ts';
import type { Signal } from '../signals.ts';
import { type IdKind, isCapableIn, ownerOf, shownId } from '../user-namespaces.ts';

/** fs.nr_open */
const OPEN_FILES_MOST = 1_048_576;

/** System calls by which a process learns of itself, and changes itself. */
export class OwnCalls {
  protected readonly kernel: Kernel;
  protected readonly process: Process;
  #env: ReadonlyMap<string, string> | undefined;

  constructor(kernel: Kernel, process: Process) {
    this.kernel = kernel;
    this.process = process;
  }

  get argv(): readonly string[] {
    return this.process.argv;
  }

  get env(): ReadonlyMap<string, string> {
    this.#env ??= new Map(this.process.env);
    return this.#env;
  }

  get executable(): Executable {
    return this.process.executable;
  }

  get pid(): number {
    return ownPid(this.process);
  }

  get parentPid(): number {
    const parent = this.kernel.processes.get(this.process.host, this.process.parent);
    return parent === undefined ? 0 : (this.pidOf(parent) ?? 0);
  }

  get processGroup(): number {
    const leader = this.kernel.processes.get(this.process.host, this.process.group);
    return leader === undefined ? this.process.group : (this.pidOf(leader) ?? 0);
  }

  get uid(): number {
    return this.shown('uid', this.process.uid);
  }

  get gid(): number {
    return this.shown('gid', this.process.gid);
  }

  get realUid(): number {
    return this.shown('uid', this.process.realUid ?? this.process.uid);
  }

  get realGid(): number {
    return this.shown('gid', this.process.realGid ?? this.process.gid);
  }

  get groups(): readonly number[] {
    return this.process.groups.map((id) => this.shown('gid', id));
  }

  get noNewPrivileges(): boolean {
    return this.process.noNewPrivileges;
  }

  capable(capability: string): boolean {
    return this.process.capabilities.includes(capability);
  }

  get now(): number {
    return this.kernel.now;
  }

  get uptimeMs(): number {
    return this.kernel.now - (this.kernel.hosts.get(this.process.host)?.bootedMs ?? 0);
  }

  random(): number {
    return this.kernel.simulation.random.uint32() / 2 ** 32;
  }

  resourceLimit(name: LimitName): ResourceLimit {
    return limitOf(this.process, name);
  }

  setResourceLimit(name: LimitName, { soft, hard }: ResourceLimit): void {
    if (isOver(soft, hard)) throw new SystemError('EINVAL');
    const before = limitOf(this.process, name);
    const mayRaise = this.capable('CAP_SYS_RESOURCE') && this.isInHostUser;
    if (isOver(hard, before.hard) && !mayRaise) throw new SystemError('EPERM');
    this.process.limits = { ...this.process.limits, [name]: { soft, hard } };
    if (name === 'nofile') this.process.openFilesMax = soft === UNLIMITED ? OPEN_FILES_MOST : soft;
    this.changed();
  }

  setUmask(mask: number): number {
    const before = this.process.umask;
    this.process.umask = mask & 0o777;
    this.changed();
    return before;
  }

  spend(microseconds: number): void {
    this.process.spentMicroseconds += microseconds;
  }

  work(instructions: number): void {
    this.kernel.simulation.work(instructions);
  }

  toil(instructions: number): void {
    this.kernel.toil(instructions);
  }

  setMemory(bytes: number): void {
    this.kernel.memory.set(this.process, bytes);
    endsProcess(this.process);
  }

  keepPages(pages: PageSource): void {
    this.kernel.processes.pages.set(processKey(this.process.host, this.process.pid), pages);
  }

  readPages(): ReadonlyMap<number, string> {
    return this.kernel.processes.pages.read(processKey(this.process.host, this.process.pid));
  }

  setTitle(title: string): void {
    this.process.title = title;
    this.changed();
  }

  setUser(uid: number, gid: number, groups: readonly number[]): void {
    becomeUser(this.kernel, this.process, { uid, gid, groups });
    this.changed();
  }

  forbidNewPrivileges(): void {
    this.process.noNewPrivileges = true;
    this.changed();
  }

  keepCapabilities(keep: boolean): void {
    this.process.keepsCapabilities = keep;
    this.changed();
  }

  inheritCapabilities(names: readonly string[]): void {
    setInheritable(this.process, names);
    this.changed();
  }

  raiseAmbient(names: readonly string[]): void {
    setAmbient(this.process, names);
    this.changed();
  }

  boundCapabilities(kept: readonly string[]): void {
    const { bounding, capabilities } = this.process;
    const remaining = (bounding ?? capabilities).filter((name) => kept.includes(name));
    if (!this.capable('CAP_SETPCAP')) throw new SystemError('EPERM');
    this.process.bounding = remaining;
    this.changed();
  }

  onSignal(action: 'handle' | 'ignore' | 'default', signals: readonly Signal[]): void {
    const { process } = this;
    const others = (list: readonly Signal[]) => list.filter((signal) => !signals.includes(signal));
    process.handled =
      action === 'handle' ? [...others(process.handled), ...signals] : others(process.handled);
    process.ignored =
      action === 'ignore' ? [...others(process.ignored), ...signals] : others(process.ignored);
    this.changed();
  }

  ignores(signal: Signal): boolean {
    return this.process.ignored.includes(signal);
  }

  takeSignals(): readonly Signal[] {
    const { pending } = this.process;
    if (pending.length > 0) {
      this.process.pending = [];
      this.changed();
    }
    return pending;
  }

  /** As kernel.dmesg_restrict=1 has it. @throws SystemError EPERM */
  kernelLog(): readonly KernelLogLine[] {
    if (!this.capable('CAP_SYSLOG')) throw new SystemError('EPERM');
    return this.kernel.log.lines(this.process.host);
  }

  clearKernelLog(): void {
    if (!this.capable('CAP_SYSLOG')) throw new SystemError('EPERM');
    this.kernel.log.clear(this.process.host);
  }

  hostName(): string {
    return this.kernel.namespaces.hostName(this.process.host, this.process.namespaces.uts);
  }

  /** @throws SystemError EPERM where it may not change a namespace it is in */
  protected checkCapableIn(capability: string, type: NamespaceType): void {
    if (!this.isCapableIn(capability, type)) throw new SystemError('EPERM');
  }

  protected isCapableIn(capability: string, type: NamespaceType): boolean {
    const { host, namespaces } = this.process;
    return isCapableIn(this.kernel, this.process, capability, ownerOf(this.kernel, host, namespaces[type]));
  }

  protected get isInHostUser(): boolean {
    return this.process.namespaces.user === this.kernel.namespaces.initial().user;
  }

  /** An id of the host's as the process's user namespace shows it. */
  protected shown(kind: IdKind, id: number): number {
    return shownId(this.kernel.namespaces, this.process, kind, id);
  }

  protected changed(): void {
    this.kernel.processes.changed(this.process);
  }

  /** The id of a process in the pid namespace of this one. */
  protected pidOf(process: Process): number | undefined {
    return pidIn(process, this.process.namespaces.pid, this.kernel.namespaces.initial().pid);
  }
}
