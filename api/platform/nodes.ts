import { z } from '@hono/zod-openapi';
import { dns1123Subdomain } from '../../engine/kubernetes/apiserver/names.ts';
import {
  compareQuantities,
  parseQuantity,
  type Quantity,
} from '../../engine/kubernetes/apiserver/quantity.ts';
import type { NodeSpec } from '../../engine/kubernetes/kubelet/add-node.ts';
import { NODES_MAX } from '../../engine/limits.ts';
import { NODE_LABELS_MAX, NODE_TAINTS_MAX, NODES_CHARACTERS_MAX } from '../limits.ts';
import { labelKeySchema, labelValueSchema, mapOf } from './sandboxes/labels.ts';

const DEFAULT_CPU = '4';
const DEFAULT_MEMORY = '8Gi';
const CPU_MAX = '4096';
const MEMORY_MAX = '64Ti';
const QUANTITY_CHARACTERS_MAX = 32;
const NODE_NAME_CHARACTERS_MAX = 63;

function quantitySchema(most: string, example: string) {
  const [zero, max] = [parseQuantity('0'), parseQuantity(most)];
  return z
    .string()
    .max(QUANTITY_CHARACTERS_MAX)
    .superRefine((text, context) => {
      const quantity = quantityOf(text);
      if (quantity === undefined) context.addIssue({ code: 'custom', message: 'This is not a quantity.' });
      else if (compareQuantities(quantity, zero) <= 0 || compareQuantities(quantity, max) > 0) {
        context.addIssue({ code: 'custom', message: `It must be more than 0 and at most ${most}.` });
      }
    })
    .openapi({ example });
}

function quantityOf(text: string): Quantity | undefined {
  try {
    return parseQuantity(text);
  } catch {
    return undefined;
  }
}

const nodeName = z
  .string()
  .max(NODE_NAME_CHARACTERS_MAX)
  .superRefine((name, context) => {
    for (const message of dns1123Subdomain(name)) context.addIssue({ code: 'custom', message });
  })
  .openapi({ example: 'node-1' });

const TaintSchema = z
  .strictObject({
    key: labelKeySchema,
    value: labelValueSchema.optional(),
    effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
  })
  .openapi('Taint');

const NodeRequestSchema = z
  .strictObject({
    name: nodeName,
    cpu: quantitySchema(CPU_MAX, '4').optional(),
    memory: quantitySchema(MEMORY_MAX, '8Gi').optional(),
    labels: mapOf(labelValueSchema, NODE_LABELS_MAX).optional(),
    taints: z.array(TaintSchema).max(NODE_TAINTS_MAX).optional(),
  })
  .openapi('NodeRequest', { description: `4 CPUs and 8 GiB where nothing else is said.` });

/** How many, or which. */
export const NodesRequestSchema = z
  .union([
    z.int().min(0).max(NODES_MAX),
    z
      .array(NodeRequestSchema)
      .max(NODES_MAX)
      .refine(
        (nodes) => new Set(nodes.map(({ name }) => name)).size === nodes.length,
        'Node names must differ.',
      )
      .refine(
        (nodes) => JSON.stringify(nodes).length <= NODES_CHARACTERS_MAX,
        `The nodes may take ${NODES_CHARACTERS_MAX} characters as JSON.`,
      ),
  ])
  .openapi({ description: 'A number makes node-1, node-2 and so on. 1 by default.', example: 3 });

export const NodeSchema = z
  .object({
    name: nodeName,
    cpu: z.string().openapi({ example: '4' }),
    memory: z.string().openapi({ example: '8Gi' }),
    labels: z.record(z.string(), z.string()),
    taints: z.array(
      z.object({
        key: z.string(),
        value: z.string().optional(),
        effect: z.string().openapi({ example: 'NoSchedule' }),
      }),
    ),
  })
  .openapi('Node');

/** The nodes that a request means. */
export function nodesOf(request: z.infer<typeof NodesRequestSchema> | undefined): NodeSpec[] {
  const asked =
    typeof request === 'object'
      ? request
      : Array.from({ length: request ?? 1 }, (_, index) => ({ name: `node-${index + 1}` }));
  return asked.map((node: z.infer<typeof NodeRequestSchema>) => ({
    name: node.name,
    cpu: node.cpu ?? DEFAULT_CPU,
    memory: node.memory ?? DEFAULT_MEMORY,
    labels: node.labels ?? {},
    taints: (node.taints ?? []).map(({ key, value, effect }) =>
      value === undefined ? { key, effect } : { key, value, effect },
    ),
  }));
}
