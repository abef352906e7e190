import { sameJson } from '../../apiserver/equality.ts';
import type { PodSpec } from '../../schemas/generated/types.ts';

/** Go's names where they are more than the field's with a capital. */
const GO_NAMES: ReadonlyMap<string, string> = new Map([
  ['dnsConfig', 'DNSConfig'],
  ['dnsPolicy', 'DNSPolicy'],
  ['grpc', 'GRPC'],
  ['httpGet', 'HTTPGet'],
  ['os', 'OS'],
  ['tcpSocket', 'TCPSocket'],
  ['tty', 'TTY'],
]);

/** Go's types of what students change most, for the lines that open a struct or a list. */
const GO_TYPES: ReadonlyMap<string, string> = new Map([
  ['containers', '[]core.Container'],
  ['env', '[]core.EnvVar'],
  ['initContainers', '[]core.Container'],
  ['ports', '[]core.ContainerPort'],
  ['resources', 'core.ResourceRequirements'],
  ['volumeMounts', '[]core.VolumeMount'],
  ['volumes', '[]core.Volume'],
]);

function goType(field: string, depth: number): string {
  if (field === 'securityContext') return depth === 0 ? '&core.PodSecurityContext' : '&core.SecurityContext';
  return GO_TYPES.get(field) ?? '';
}

function goName(field: string): string {
  return GO_NAMES.get(field) ?? field.charAt(0).toUpperCase() + field.slice(1);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nil';
  if (Array.isArray(value)) return `{${value.map(shown).join(', ')}}`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([field, item]) => `${goName(field)}: ${shown(item)}`);
  return `{${fields.join(', ')}}`;
}

/** Lines under one heading; what is the same is only counted. */
class Block {
  readonly lines: string[] = [];
  readonly #indent: string;
  readonly #unit: string;
  #same = 0;

  constructor(depth: number, unit: string) {
    this.#indent = '\t'.repeat(depth);
    this.#unit = unit;
  }

  compare(label: string, type: string, old: unknown, next: unknown, depth: number): void {
    if (sameJson(old, next)) {
      this.#same++;
      return;
    }
    this.flush();
    this.lines.push(...difference(label, type, old, next, depth));
  }

  flush(): void {
    if (this.#same > 0) this.lines.push(`  ${this.#indent}... // ${this.#same} identical ${this.#unit}`);
    this.#same = 0;
  }
}

function difference(label: string, type: string, old: unknown, next: unknown, depth: number): string[] {
  const indent = '\t'.repeat(depth);
  const end = depth === 0 ? '' : ',';
  const lists = Array.isArray(old) && Array.isArray(next) && old.length === next.length;
  if (!lists && !(isObject(old) && isObject(next))) {
    return [`- ${indent}${label}${shown(old)}${end}`, `+ ${indent}${label}${shown(next)}${end}`];
  }
  const block = new Block(depth + 1, lists ? 'elements' : 'fields');
  if (lists) old.forEach((item, index) => void block.compare('', '', item, next[index], depth + 1));
  else if (isObject(old) && isObject(next)) {
    const before = new Map(Object.entries(old));
    const after = new Map(Object.entries(next));
    for (const field of new Set([...before.keys(), ...after.keys()])) {
      const name = `${goName(field)}: `;
      block.compare(name, goType(field, depth), before.get(field), after.get(field), depth + 1);
    }
  }
  block.flush();
  return [`  ${indent}${label}${type}{`, ...block.lines, `  ${indent}}${end}`];
}

/** Upstream's own form of a spec: what concerns the host is in the security context. */
function internalForm(spec: PodSpec): object {
  const { hostNetwork = false, hostPID = false, hostIPC = false, ...rest } = spec;
  const { hostUsers, shareProcessNamespace, serviceAccount: _alias, securityContext, ...others } = rest;
  return {
    ...others,
    securityContext: { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers, ...securityContext },
  };
}

/** The difference of two specs in the manner of Go's cmp.Diff. */
export function specDiff(old: PodSpec, next: PodSpec): string {
  const lines = difference('', 'core.PodSpec', internalForm(old), internalForm(next), 0);
  return `${lines.join('\n')}\n`;
}
