import { z } from 'zod';
import {
  HOST_ARCHITECTURE,
  normalArchitecture,
  platformText,
  suitsPlatform,
} from '../../registry/platform.ts';
import { invalidParameter, notFound } from '../docker-error.ts';
import type { StoredImage } from './image.ts';

const ARCHITECTURES = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);
const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const SYSTEM = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.-]*)\))?$/;
const PART = /^[A-Za-z0-9_.-]+$/;

/** What `--platform` says, as docker shows it: `linux/arm64/v8`. @throws DockerError */
export function platformOf(text: string): string {
  if (text.includes('*')) throw refused(text, 'wildcards not yet supported');
  const parts = text.split('/');
  checkParts(text, parts);
  const [first = '', second = '', third] = parts;
  const os = first
    .toLowerCase()
    .replace(/\(.*$/, '')
    .replace(/^macos$/, 'darwin');
  if (parts.length > 3) throw refused(text, 'cannot parse platform specifier');
  if (parts.length === 3) {
    const { architecture, variant } = normalArchitecture(second.toLowerCase(), third?.toLowerCase());
    return platformText({ os, architecture, variant: architecture === 'arm64' ? variant || 'v8' : variant });
  }
  if (parts.length === 2) return shortly(os, second);
  if (SYSTEMS.has(os)) return `${os}/${HOST_ARCHITECTURE}`;
  if (ARCHITECTURES.has(normalArchitecture(first.toLowerCase()).architecture)) return shortly('linux', first);
  throw refused(text, 'unknown operating system or architecture');
}

/** Where no variant was said, the usual one isn't shown. */
function shortly(os: string, name: string): string {
  const { architecture, variant } = normalArchitecture(name.toLowerCase());
  const isUsual = architecture === 'arm' && variant === 'v7';
  return platformText({ os, architecture, ...(isUsual ? {} : { variant }) });
}

function checkParts(text: string, [system = '', ...others]: readonly string[]): void {
  const specifier = JSON.stringify(text);
  if (!SYSTEM.test(system)) {
    throw invalidParameter(
      `${JSON.stringify(system)} is an invalid OS component of ${specifier}: OSAndVersion specifier component must match "^([A-Za-z0-9_-]+)(?:\\\\(([A-Za-z0-9_.-]*)\\\\))?$": invalid argument`,
    );
  }
  // What comes after a fourth slash isn't told apart.
  const parts = others.length > 3 ? [...others.slice(0, 2), others.slice(2).join('/')] : others;
  const wrong = parts.find((part) => !PART.test(part));
  if (wrong === undefined) return;
  throw invalidParameter(
    `${JSON.stringify(wrong)} is an invalid component of ${specifier}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`,
  );
}

function refused(text: string, why: string) {
  return invalidParameter(`${JSON.stringify(text)}: ${why}: invalid argument`);
}

/** Why an image won't do. @param name as it was asked for */
export function wrongPlatform(name: string, there: string, wanted: string): string {
  return `image with reference ${name} was found but its platform (${there}) does not match the specified platform (${wanted})`;
}

/** @param name as it was asked for @param wanted empty: any will do @throws DockerError */
export function checkPlatform({ facts }: Pick<StoredImage, 'facts'>, name: string, wanted: string): void {
  const there = platformText(facts);
  if (wanted !== '' && !suitsPlatform(there, wanted)) throw notFound(wrongPlatform(name, there, wanted));
}

const platformSchema = z.object({
  architecture: z.string().default(''),
  os: z.string().default(''),
  'os.version': z.string().default(''),
  'os.features': z.array(z.string()).default([]),
  variant: z.string().default(''),
});

/** The same where a client says it in JSON. @throws DockerError */
export function platformOfJson(text: string): string {
  const { os, architecture, variant, ...more } = parsed(text);
  if (os === '' && architecture === '' && (variant !== '' || more['os.version'] !== '')) {
    throw invalidParameter('optional platform fields provided, but OS and Architecture are missing');
  }
  if (os === '' || architecture === '') throw invalidParameter('both OS and Architecture must be provided');
  return platformText({ os, architecture, variant });
}

function parsed(text: string): z.infer<typeof platformSchema> {
  try {
    const result = platformSchema.safeParse(JSON.parse(text));
    if (result.success) return result.data;
    throw invalidParameter(
      'failed to parse platform: json: cannot unmarshal value into Go value of type v1.Platform',
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalidParameter(
      `failed to parse platform: invalid character ${JSON.stringify(text.slice(0, 1)).replaceAll('"', "'")} looking for beginning of value`,
    );
  }
}
