import { z } from 'zod';

/** Image configurations come from outside: from archives and registries. */

/** Null and nothing at all are the same. */
function maybe<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

const LAYERS_MAX = 127;
const ENTRIES_MAX = 2000;

const texts = z.array(z.string()).max(ENTRIES_MAX);
const set = z.record(z.string(), z.object({}));
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const healthcheck = z.object({
  Test: texts.optional(),
  Interval: z.number().optional(),
  Timeout: z.number().optional(),
  StartPeriod: z.number().optional(),
  StartInterval: z.number().optional(),
  Retries: z.number().optional(),
});

const config = z.object({
  User: z.string(),
  ExposedPorts: set,
  Env: texts,
  Entrypoint: texts,
  Cmd: texts,
  Volumes: set,
  WorkingDir: z.string(),
  Labels: z.record(z.string(), z.string()),
  StopSignal: z.string(),
  Healthcheck: healthcheck,
  Shell: texts,
  OnBuild: texts,
}).shape;

/** Undefined members are left out. */
function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> };
function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

const imageConfigSchema = z
  .object({
    User: maybe(config.User),
    ExposedPorts: maybe(config.ExposedPorts),
    Env: maybe(config.Env),
    Entrypoint: maybe(config.Entrypoint),
    Cmd: maybe(config.Cmd),
    Volumes: maybe(config.Volumes),
    WorkingDir: maybe(config.WorkingDir),
    Labels: maybe(config.Labels),
    StopSignal: maybe(config.StopSignal),
    Healthcheck: maybe(config.Healthcheck),
    Shell: maybe(config.Shell),
    OnBuild: maybe(config.OnBuild),
  })
  .transform(present);

const historyEntry = z.object({
  created: z.string().default('0001-01-01T00:00:00Z'),
  created_by: z.string().optional(),
  comment: z.string().optional(),
  author: z.string().optional(),
  empty_layer: z.boolean().optional(),
});

export const imageFactsSchema = z.object({
  architecture: z.string(),
  os: z.string(),
  variant: z.string().optional(),
  created: z.string().optional(),
  author: z.string().optional(),
  comment: z.string().optional(),
  docker_version: z.string().optional(),
  config: imageConfigSchema,
  history: z.array(historyEntry).max(ENTRIES_MAX).default([]),
  rootfs: z.object({ type: z.string(), diff_ids: z.array(digest).max(LAYERS_MAX) }),
});
