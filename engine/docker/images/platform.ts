import { invalidParameter } from '../docker-error.ts';
import { PLATFORM } from './pull/public-registries.ts';

const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm/v6',
  i386: '386',
};
const KNOWN = ['amd64', 'arm64', 'arm', '386', 'ppc64le', 's390x', 'riscv64', 'mips64le', 'loong64'];
const SYSTEMS = ['linux', 'windows', 'darwin', 'freebsd'];
const PART = /^[A-Za-z0-9_.-]+$/;

/** `linux/amd64` of what --platform says. @param standard of an empty text; none: it is refused @throws DockerError */
export function platformOf(text: string, standard = PLATFORM): string {
  if (text === '' && standard !== '') return standard;
  const parts = text.toLowerCase().split('/');
  for (const part of parts) {
    if (!PART.test(part)) {
      throw invalidParameter(
        `${JSON.stringify(part)} is an invalid component of ${JSON.stringify(text)}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`,
      );
    }
  }
  const [first = '', second] = parts;
  if (second !== undefined) {
    const architecture = ARCHITECTURES[second] ?? second;
    const rest = parts.slice(2).filter((variant) => !(architecture === 'arm64' && variant === 'v8'));
    return [first, architecture, ...rest].join('/');
  }
  if (SYSTEMS.includes(first)) return `${first}/amd64`;
  const architecture = ARCHITECTURES[first] ?? first;
  if (KNOWN.includes(architecture)) return `linux/${architecture}`;
  throw invalidParameter(
    `${JSON.stringify(text)}: unknown operating system or architecture: invalid argument`,
  );
}
