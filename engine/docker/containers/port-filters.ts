import { serverError } from '../docker-error.ts';
import type { Filters } from '../filters.ts';
import type { PortMap } from './config.ts';
import type { Container } from './container.ts';

interface PortRange {
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
}

const PORT_MAX = 65_535;

/** The filters publish and expose: `80`, `80/tcp` or `8000-8010/udp`. @throws DockerError */
export function portRanges(filters: Filters, name: 'publish' | 'expose'): PortRange[] {
  return filters.get(name).map((text) => {
    if (text.includes(':')) throw serverError(`filter for '${name}' should not contain ':': ${text}`);
    const [ports = '', protocol = ''] = text.split('/');
    const [first = '', last = first] = ports.split('-');
    const problem =
      ports === '' ? 'empty string specified for ports' : (numberProblem(first) ?? numberProblem(last));
    if (problem !== undefined) throw serverError(`error while looking up for ${name} ${text}: ${problem}`);
    if (Number(last) < Number(first)) {
      throw serverError(
        `error while looking up for ${name} ${text}: invalid range specified for port: ${ports}`,
      );
    }
    return { first: Number(first), last: Number(last), protocol: protocol || 'tcp' };
  });
}

/** In the words of Go's strconv. */
function numberProblem(text: string): string | undefined {
  const why = /^\d+$/.test(text) ? 'value out of range' : 'invalid syntax';
  if (why === 'value out of range' && Number(text) <= PORT_MAX) return undefined;
  return `strconv.ParseUint: parsing ${JSON.stringify(text)}: ${why}`;
}

/** @param ports such as `80/tcp` */
export function fitsPorts(wanted: readonly PortRange[], ports: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  return wanted.some(({ first, last, protocol }) =>
    ports.some((port) => {
      const [number, kind = 'tcp'] = port.split('/');
      return kind === protocol && Number(number) >= first && Number(number) <= last;
    }),
  );
}

/** Private and public numbers of what is published. */
export function publishedPorts({ hostConfig }: Container, ports: PortMap): string[] {
  const found: string[] = [];
  for (const [port, bindings] of [...Object.entries(hostConfig.PortBindings), ...Object.entries(ports)]) {
    const protocol = port.split('/')[1] ?? 'tcp';
    if (bindings !== null) found.push(port);
    for (const { HostPort } of bindings ?? []) if (HostPort !== '') found.push(`${HostPort}/${protocol}`);
  }
  return found;
}
