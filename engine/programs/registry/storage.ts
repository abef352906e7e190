import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { SystemError } from '../../filesystem/errors.ts';
import { joinBytes } from '../../filesystem/join-bytes.ts';
import { AGAIN, type System } from '../../linux/system.ts';

/** Where the distribution registry keeps things under its root directory. */
const base = '/docker/registry/v2';
const readMax = 1_048_576;

/** What a registry stores, as files in the layout of distribution's filesystem driver. */
export class Storage {
  readonly #system: System;
  readonly #root: string;

  constructor(system: System, rootDirectory: string) {
    this.#system = system;
    this.#root = rootDirectory + base;
  }

  blobPath(digest: string): string {
    const hex = digest.slice('sha256:'.length);
    return `${this.#root}/blobs/sha256/${hex.slice(0, 2)}/${hex}/data`;
  }

  uploadPath(name: string, id: string): string {
    return `${this.#root}/repositories/${name}/_uploads/${id}/data`;
  }

  /** Size of a file; undefined: there is none. */
  size(path: string): number | undefined {
    try {
      return this.#system.stat(path).size;
    } catch (error) {
      if (error instanceof SystemError) return undefined;
      throw error;
    }
  }

  hasLayer(name: string, digest: string): boolean {
    return (
      this.size(this.#link(name, '_layers', digest)) !== undefined &&
      this.size(this.blobPath(digest)) !== undefined
    );
  }

  linkLayer(name: string, digest: string): void {
    this.#write(this.#link(name, '_layers', digest), digest);
  }

  unlinkLayer(name: string, digest: string): void {
    this.#system.unlink(this.#link(name, '_layers', digest));
  }

  /** The digest behind a tag or digest of a repository; undefined: it has none. */
  manifest(name: string, reference: string): string | undefined {
    if (reference.startsWith('sha256:')) {
      return this.size(this.#link(name, '_manifests/revisions', reference)) === undefined
        ? undefined
        : reference;
    }
    return this.#read(`${this.#root}/repositories/${name}/_manifests/tags/${reference}/current/link`);
  }

  putManifest(name: string, reference: string, digest: string, bytes: Uint8Array): void {
    this.writeBytes(this.blobPath(digest), bytes, false);
    this.#write(this.#link(name, '_manifests/revisions', digest), digest);
    if (reference.startsWith('sha256:')) return;
    const tag = `${this.#root}/repositories/${name}/_manifests/tags/${reference}`;
    this.#write(`${tag}/current/link`, digest);
    this.#write(`${tag}/index/sha256/${digest.slice(7)}/link`, digest);
  }

  deleteManifest(name: string, digest: string): void {
    this.#system.unlink(this.#link(name, '_manifests/revisions', digest));
    for (const tag of this.tags(name) ?? [])
      if (this.manifest(name, tag) === digest) this.deleteTag(name, tag);
  }

  deleteTag(name: string, tag: string): void {
    this.#system.unlink(`${this.#root}/repositories/${name}/_manifests/tags/${tag}/current/link`);
  }

  /** Undefined: there is no such repository. */
  tags(name: string): string[] | undefined {
    const folder = `${this.#root}/repositories/${name}/_manifests/tags`;
    const tags = this.#names(folder);
    return tags?.filter((tag) => this.#read(`${folder}/${tag}/current/link`) !== undefined);
  }

  repositories(): string[] {
    const found: string[] = [];
    const visit = (path: string, name: string, depth: number): void => {
      for (const entry of depth > 8 ? [] : (this.#names(path) ?? [])) {
        if (entry === '_manifests') found.push(name);
        else if (!entry.startsWith('_'))
          visit(`${path}/${entry}`, name === '' ? entry : `${name}/${entry}`, depth + 1);
      }
    };
    visit(`${this.#root}/repositories`, '', 0);
    return found.sort();
  }

  writeBytes(path: string, bytes: Uint8Array, append: boolean): void {
    this.#makeParents(path);
    const descriptor = this.#system.open(path, { write: true, create: true, append, truncate: !append });
    this.#system.write(descriptor, bytes);
    this.#system.close(descriptor);
  }

  readBytes(path: string): Uint8Array {
    const descriptor = this.#system.open(path, { read: true });
    const parts: Uint8Array[] = [];
    for (;;) {
      const data = this.#system.read(descriptor, readMax);
      if (data === AGAIN || data.length === 0) break;
      parts.push(data);
    }
    this.#system.close(descriptor);
    return joinBytes(parts);
  }

  /** An upload becomes a blob. */
  finish(name: string, id: string, digest: string): void {
    const path = this.uploadPath(name, id);
    this.#makeParents(this.blobPath(digest));
    this.#system.rename(path, this.blobPath(digest));
    this.#system.removeDirectory(path.slice(0, path.lastIndexOf('/')));
    this.linkLayer(name, digest);
  }

  #link(name: string, kind: string, digest: string): string {
    return `${this.#root}/repositories/${name}/${kind}/sha256/${digest.slice(7)}/link`;
  }

  #write(path: string, text: string): void {
    this.#makeParents(path);
    this.#system.writeText(path, text);
  }

  #read(path: string): string | undefined {
    try {
      return this.#system.readText(path);
    } catch (error) {
      if (error instanceof SystemError) return undefined;
      throw error;
    }
  }

  #names(path: string): string[] | undefined {
    try {
      return this.#system.readDirectory(path).map(({ name }) => name);
    } catch (error) {
      if (error instanceof SystemError) return undefined;
      throw error;
    }
  }

  #makeParents(path: string): void {
    const parts = path.split('/').slice(1, -1);
    let folder = '';
    for (const part of parts) {
      folder += `/${part}`;
      if (this.size(folder) === undefined) this.#system.makeDirectory(folder);
    }
  }
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${bytesToHex(sha256(bytes))}`;
}
