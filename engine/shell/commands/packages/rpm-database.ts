import type { System } from '../../../linux/system.ts';
import { textOf } from '../system/proc-files.ts';
import { packageNamed } from './catalogue.ts';
import { redhatPackages } from './redhat.ts';

/** What packages were installed: a line of name and version for each. */
export const rpmFile = '/var/lib/rpm/installed';

/** Packages of the base system. */
const base =
  'alternatives:1.24-2.el9 audit-libs:3.1.5-4.el9 basesystem:11-13.el9 bash:5.1.8-9.el9 bzip2-libs:1.0.8-10.el9 ' +
  'ca-certificates:2024.2.69_v8.0.303-91.4.el9 coreutils-single:8.32-39.el9 crypto-policies:20250128-1.git5269e22.el9 ' +
  'curl-minimal:7.76.1-31.el9 cyrus-sasl-lib:2.1.27-21.el9 dnf:4.14.0-25.el9 dnf-data:4.14.0-25.el9 expat:2.5.0-5.el9 ' +
  'file-libs:5.39-16.el9 filesystem:3.16-5.el9 findutils:4.8.0-7.el9 gawk:5.1.0-6.el9 glib2:2.68.4-16.el9 ' +
  'glibc:2.34-168.el9 glibc-common:2.34-168.el9 glibc-minimal-langpack:2.34-168.el9 gmp:6.2.0-13.el9 gnupg2:2.3.3-4.el9 ' +
  'gnutls:3.8.3-6.el9 grep:3.6-5.el9 gzip:1.12-1.el9 libacl:2.3.1-4.el9 libblkid:2.37.4-21.el9 libcap:2.48-9.el9 ' +
  'libcurl-minimal:7.76.1-31.el9 libgcc:11.5.0-5.el9 libselinux:3.6-3.el9 libstdc++:11.5.0-5.el9 libxml2:2.9.13-9.el9 ' +
  'lz4-libs:1.9.3-5.el9 microdnf:3.9.1-3.el9 ncurses-base:6.2-10.20210508.el9 ncurses-libs:6.2-10.20210508.el9 ' +
  'openldap:2.6.8-4.el9 openssl-libs:3.2.2-6.el9 p11-kit:0.25.3-3.el9 pcre2:10.40-6.el9 popt:1.18-8.el9 ' +
  'python3:3.9.21-2.el9 python3-dnf:4.14.0-25.el9 python3-libs:3.9.21-2.el9 readline:8.1-4.el9 rpm:4.16.1.3-37.el9 ' +
  'rpm-libs:4.16.1.3-37.el9 sed:4.8-9.el9 setup:2.13.7-10.el9 shadow-utils:4.9-12.el9 sqlite-libs:3.34.1-7.el9 ' +
  'systemd-libs:252-51.el9 tar:1.34-7.el9 tzdata:2025b-1.el9 util-linux-core:2.37.4-21.el9 vim-minimal:8.2.2637-22.el9 ' +
  'xz-libs:5.2.5-8.el9 yum:4.14.0-25.el9 zlib:1.2.11-40.el9';

/** Installed packages, name → version: those of the base system, and what was installed. */
export function installedRpms(system: System): Map<string, string> {
  const all = new Map(base.split(' ').map((word) => splitOnce(word, ':')));
  for (const row of (textOf(system, rpmFile) ?? '').split('\n')) {
    const [name, version] = splitOnce(row, ' ');
    if (version === '-') all.delete(name);
    else if (name !== '') all.set(name, version);
  }
  return all;
}

/** What the file says after packages came or went (a version of `-`). */
export function rpmFileText(system: System, changes: ReadonlyMap<string, string>): string {
  const rows = new Map(
    (textOf(system, rpmFile) ?? '')
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => splitOnce(row, ' ')),
  );
  for (const [name, version] of changes) rows.set(name, version);
  return [...rows].map(([name, version]) => `${name} ${version}\n`).join('');
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

export function architectureOf(name: string): string {
  return /^(?:basesystem|ca-certificates|crypto-policies|dnf|dnf-data|ncurses-base|python3-dnf|setup|tzdata|yum)$/.test(
    name,
  )
    ? 'noarch'
    : 'x86_64';
}

/** `bash-5.1.8-9.el9.x86_64` */
export function fullName(name: string, version: string): string {
  return `${name}-${version}.${architectureOf(name)}`;
}

/** The files of an installed package that are known. */
export function filesOf(name: string): readonly string[] {
  return Object.keys(packageNamed(redhatPackages, name)?.executables ?? {});
}
