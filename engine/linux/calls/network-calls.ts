import { SystemError, systemError } from '../../filesystem/errors.ts';
import { byteLength } from '../../filesystem/names.ts';
import { filesystemOf } from '../../filesystem/path-calls.ts';
import type { Place } from '../../filesystem/walk.ts';
import { isAbstract, unixPathOf } from '../../network/unix-address.ts';
import { readParameter } from '../kernel-parameters.ts';
import { networkName, networkOf } from '../network-namespace.ts';
import type { NameAnswer, NetworkChange, NetworkView, RecordType } from '../network-view.ts';
import { networkSeenBy } from '../socket-owners.ts';
import { AGAIN, type Again, type SocketAddress, type System } from '../system.ts';
import { isCapableIn, ownerOf } from '../user-namespaces.ts';
import { NamespaceCalls } from './namespace-calls.ts';

/** All system calls of a process; those on sockets and the network are here. */
export class ProcessSystem extends NamespaceCalls implements System {
  listen(address: SocketAddress): number {
    const path = unixPathOf(address);
    const { network } = this.kernel;
    return this.#install(
      path === undefined
        ? network.listen(this.#network, address, this.#rights)
        : network.listenUnix(this.#network, { path, file: this.#makeSocket(path) }),
    );
  }

  bindDatagram(address: SocketAddress): number {
    return this.#install(this.kernel.network.bindDatagram(this.#network, address, this.#rights));
  }

  accept(descriptor: number): { readonly descriptor: number; readonly peer: SocketAddress } | Again {
    const accepted = this.kernel.network.accept(this.#socket(descriptor));
    if (accepted === AGAIN) return AGAIN;
    return { descriptor: this.#install(accepted.socket), peer: accepted.peer };
  }

  connect(address: SocketAddress): number {
    const path = unixPathOf(address);
    const { network } = this.kernel;
    return this.#install(
      path === undefined
        ? network.connect(this.#network, address)
        : network.connectUnix(this.#network, this.#socketAt(path)),
    );
  }

  connected(descriptor: number): true | Again {
    return this.kernel.network.connected(this.#socket(descriptor));
  }

  sendDatagram(descriptor: number, to: SocketAddress, data: Uint8Array): void {
    this.kernel.network.sendDatagram(this.#socket(descriptor), to, data);
  }

  receiveDatagram(descriptor: number): { readonly data: Uint8Array; readonly from: SocketAddress } | Again {
    return this.kernel.network.receiveDatagram(this.#socket(descriptor));
  }

  localAddress(descriptor: number): SocketAddress {
    return this.kernel.network.localAddress(this.#socket(descriptor));
  }

  peerAddress(descriptor: number): SocketAddress {
    return this.kernel.network.peerAddress(this.#socket(descriptor));
  }

  setNonBlocking(descriptor: number): void {
    this.kernel.network.setNonBlocking(this.#socket(descriptor));
  }

  unread(descriptor: number): number {
    return this.kernel.network.unread(this.#socket(descriptor));
  }

  shutdown(descriptor: number): void {
    this.kernel.network.shutdown(this.#socket(descriptor));
  }

  mayPing(): boolean {
    if (this.isCapableIn('CAP_NET_RAW', 'net')) return true;
    const [from = 1, to = 0] = readParameter(this.kernel, this.process, 'net.ipv4.ping_group_range')
      .split('\t')
      .map(Number);
    return [this.process.gid, ...this.process.groups].some((gid) => gid >= from && gid <= to);
  }

  ping(
    address: string,
  ): { readonly roundTripMs: number } | 'timeout' | 'host unreachable' | 'network unreachable' {
    return this.kernel.network.ping(this.#network, address);
  }

  resolve(
    name: string,
    type: RecordType,
    server = this.#nameServer(),
  ): NameAnswer | 'nxdomain' | 'servfail' | 'timeout' {
    const reverse = type === 'PTR' && /^[\d.]+$/.test(name);
    const asked = reverse ? `${name.split('.').reverse().join('.')}.in-addr.arpa` : name;
    const got = this.kernel.network.names.ask(this.#network, server, { name: asked, type });
    if (typeof got === 'string') return 'timeout';
    if (got.status === 'NXDOMAIN') return 'nxdomain';
    if (got.status !== 'NOERROR') return 'servfail';
    const answer = got.records.map((record) => ({
      name: record.name,
      type: record.type,
      value: record.value.replace(/\.$/, ''),
      ttlSeconds: record.ttl,
    }));
    return { server: { address: got.server, port: 53 }, latencyMs: got.latencyMs, answer };
  }

  /** What resolv.conf says first; without it, as the C libraries do, the own host. */
  #nameServer(): string {
    try {
      return /^nameserver\s+(\S+)/m.exec(this.readText('/etc/resolv.conf'))?.[1] ?? '127.0.0.1';
    } catch (error) {
      systemError(error);
      return '127.0.0.1';
    }
  }

  network(): NetworkView {
    return networkSeenBy(this.kernel, this.process);
  }

  configureNetwork(change: NetworkChange): void {
    this.checkCapableIn('CAP_NET_ADMIN', 'net');
    this.kernel.network.configure(this.#network, change);
  }

  moveInterface(name: string, descriptor: number): void {
    this.checkCapableIn('CAP_NET_ADMIN', 'net');
    const { host } = this.process;
    const target = this.kernel.descriptors.target(this.process, descriptor);
    if (target.is !== 'namespace' || target.type !== 'net') throw new SystemError('EINVAL');
    const owner = ownerOf(this.kernel, host, target.inode);
    if (!isCapableIn(this.kernel, this.process, 'CAP_NET_ADMIN', owner)) throw new SystemError('EPERM');
    this.kernel.network.moveInterface(this.#network, name, networkName(host, target.inode));
  }

  /** What bind(2) makes of a path. @throws SystemError EADDRINUSE, ENOENT, EACCES, EROFS, EINVAL … */
  #makeSocket(path: string): string {
    checkUnixPath(path);
    if (isAbstract(path)) return this.#abstract(path);
    const { filesystems } = this.kernel;
    try {
      filesystems.makeNode(this.caller, path, 'socket', 0o777);
    } catch (error) {
      throw systemError(error).code === 'EEXIST' ? new SystemError('EADDRINUSE') : error;
    }
    return fileOf(filesystems.place(this.caller, path, false));
  }

  /** The socket that connect(2) finds. @throws SystemError ENOENT, EACCES, ECONNREFUSED */
  #socketAt(path: string): string {
    checkUnixPath(path);
    if (isAbstract(path)) return this.#abstract(path);
    const { filesystems } = this.kernel;
    const place = filesystems.place(this.caller, path);
    filesystems.access(this.caller, path, { write: true });
    if (filesystems.statPlace(this.caller, place).type !== 'socket') throw new SystemError('ECONNREFUSED');
    return fileOf(place);
  }

  #abstract(path: string): string {
    return `${this.#network}${path}`;
  }

  get #network(): string {
    return networkOf(this.process);
  }

  get #rights(): { readonly privileged: boolean } {
    return { privileged: this.isCapableIn('CAP_NET_BIND_SERVICE', 'net') };
  }

  #install(socket: string): number {
    return this.kernel.descriptors.install(this.process, { is: 'socket', socket });
  }

  #socket(descriptor: number): string {
    const target = this.kernel.descriptors.target(this.process, descriptor);
    if (target.is !== 'socket') throw new SystemError('ENOTSOCK');
    return target.socket;
  }
}

/** The room that an address has for a path (sun_path), in bytes, with the zero at its end. */
const UNIX_PATH_BYTES = 108;

/** @throws SystemError EINVAL */
function checkUnixPath(path: string): void {
  if (path === '' || byteLength(path) >= UNIX_PATH_BYTES) throw new SystemError('EINVAL');
}

/** What a Unix socket is known by: its file system and inode, which other mounts and bound folders show as well. */
function fileOf(place: Place): string {
  return `${filesystemOf(place)}/${place.inode}`;
}
