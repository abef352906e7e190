import { z } from 'zod';

interface Problem {
  readonly schema: z.ZodType;
  readonly value: unknown;
  /** Where in the value it is. */
  readonly path: readonly PropertyKey[];
  /** What Go calls the whole, with its package: `container.CreateRequest`. */
  readonly type: string;
}

/** What doesn't fit where, in the words of encoding/json. */
export function problemWith({ schema, value, path, type }: Problem): string {
  let [node, at, struct]: [unknown, unknown, string] = [bare(schema), value, type];
  let owner = '';
  const fields: string[] = [];
  for (const segment of path) {
    const key = String(segment);
    if (node instanceof z.ZodUnion) break;
    if (node instanceof z.ZodObject) {
      fields.push(key);
      owner = struct;
      struct = STRUCTS[key] ?? `container.${key}`;
    }
    node = memberOf(node, key);
    at = Object.entries(Object(at)).find(([name]) => name === key)?.[1];
  }
  const what = `json: cannot unmarshal ${kindOf(at, node)} into Go`;
  // Of a command, Go says only that it is no text.
  if (node instanceof z.ZodUnion) return `${what} value of type string`;
  const goType = typeOf(node, struct);
  if (fields.length === 0) return `${what} value of type ${goType}`;
  return `${what} struct field ${owner.replace(/^.*\./, '')}.${fields.join('.')} of type ${goType}`;
}

/** Structs that aren't called as the member that they are in. */
const STRUCTS: Readonly<Record<string, string>> = {
  Healthcheck: 'container.HealthConfig',
  Devices: 'container.DeviceMapping',
  DeviceRequests: 'container.DeviceRequest',
  Ulimits: 'container.Ulimit',
  BlkioWeightDevice: 'blkiodev.WeightDevice',
  BlkioDeviceReadBps: 'blkiodev.ThrottleDevice',
  BlkioDeviceWriteBps: 'blkiodev.ThrottleDevice',
  BlkioDeviceReadIOps: 'blkiodev.ThrottleDevice',
  BlkioDeviceWriteIOps: 'blkiodev.ThrottleDevice',
  Mounts: 'mount.Mount',
  BindOptions: 'mount.BindOptions',
  VolumeOptions: 'mount.VolumeOptions',
  TmpfsOptions: 'mount.TmpfsOptions',
  DriverConfig: 'mount.Driver',
  PortBindings: 'nat.PortBinding',
  NetworkingConfig: 'network.NetworkingConfig',
  EndpointsConfig: 'network.EndpointSettings',
  EndpointConfig: 'network.EndpointSettings',
  IPAMConfig: 'network.EndpointIPAMConfig',
  IPAM: 'network.IPAM',
  Config: 'network.IPAMConfig',
};

/** Without what only says that it may be missing, or what becomes of it. */
function bare(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap());
  return schema instanceof z.ZodPipe ? bare(schema.in) : schema;
}

function memberOf(node: unknown, key: string): unknown {
  if (node instanceof z.ZodObject) return bare(node.shape[key]);
  if (node instanceof z.ZodRecord) return bare(node.valueType);
  return node instanceof z.ZodArray ? bare(node.element) : undefined;
}

/** A number is shown only where another number would have done. */
function kindOf(value: unknown, node: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' && node instanceof z.ZodNumber) return `number ${JSON.stringify(value)}`;
  return value === null ? 'null' : typeof value;
}

function typeOf(node: unknown, struct: string): string {
  if (node instanceof z.ZodString) return 'string';
  if (node instanceof z.ZodNumber) return 'int64';
  if (node instanceof z.ZodBoolean) return 'bool';
  if (node instanceof z.ZodArray) return `[]${typeOf(bare(node.element), struct)}`;
  if (!(node instanceof z.ZodRecord)) return struct;
  const member = bare(node.valueType);
  const isSet = member instanceof z.ZodObject && Object.keys(member.shape).length === 0;
  return `map[string]${isSet ? 'struct {}' : typeOf(member, struct)}`;
}
