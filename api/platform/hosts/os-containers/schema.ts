import { z } from '@hono/zod-openapi';
import { LXC_STATES } from '../../../../engine/lxc/container.ts';
import { findOsTemplate } from '../../../../engine/registry/os-templates/catalogue.ts';
import {
  COMMAND_STDIN_CHARACTERS_MAX,
  COMMAND_VARIABLES_MAX,
  COMMAND_WORD_CHARACTERS_MAX,
  COMMAND_WORDS_MAX,
  SNAPSHOT_COMMENT_CHARACTERS_MAX,
  STOP_SECONDS_MAX,
} from '../../../limits.ts';
import { hostParameters } from '../parameters.ts';
import { CgroupLimitsSchema, SetLimitsSchema } from '../schema.ts';

const containerName = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
    'A name has letters, digits, dots, underscores and hyphens, and begins and ends with a letter or digit.',
  )
  .openapi({ example: 'web' });

const inPath = (name: string, description: string) => ({ param: { name, in: 'path' as const, description } });

export const containerParameters = hostParameters.extend({
  container: containerName.openapi(inPath('container', 'The OS container.')),
});
export const snapshotParameters = containerParameters.extend({
  snapshot: z
    .string()
    .max(20)
    .openapi({ ...inPath('snapshot', 'The snapshot.'), example: 'snap0' }),
});
export const commandParameters = containerParameters.extend({
  command: z
    .string()
    .max(20)
    .openapi({ ...inPath('command', 'The command.'), example: '1' }),
});

const templateWord = z.string().min(1).max(40);

const TemplateSchema = z
  .strictObject({
    distribution: templateWord.openapi({ example: 'debian' }),
    release: templateWord.openapi({ example: 'bookworm', description: 'Its code name or number.' }),
    architecture: templateWord.default('amd64'),
  })
  .superRefine((wanted, context) => {
    if (findOsTemplate(wanted) === undefined) {
      const message = 'There is no such template: see /v1/os-container-templates.';
      context.addIssue({ code: 'custom', message });
    }
  })
  .openapi('OsContainerTemplateName');

export const OsContainerRequestSchema = z
  .strictObject({
    name: containerName,
    template: TemplateSchema,
    limits: CgroupLimitsSchema.optional(),
  })
  .openapi('OsContainerRequest');

export const OsContainerChangeSchema = z
  .strictObject({ limits: CgroupLimitsSchema })
  .openapi('OsContainerChange');

export const StopRequestSchema = z
  .strictObject({
    kill: z
      .boolean()
      .optional()
      .openapi({ default: false, description: 'Kill the init at once, as `lxc-stop -k` does.' }),
    timeoutSeconds: z.int().min(0).max(STOP_SECONDS_MAX).optional().openapi({
      default: 60,
      description: 'So long its init may take to stop the services; then it is killed.',
    }),
  })
  .openapi('OsContainerStop');

const moment = z.iso.datetime().optional();

export const OsContainerSchema = z
  .object({
    name: z.string(),
    state: z.enum(LXC_STATES).openapi({ description: 'As liblxc names them; CREATING comes before.' }),
    template: z.object({ distribution: z.string(), release: z.string(), architecture: z.string() }),
    rootPath: z.string().openapi({ example: '/var/lib/lxc/web/rootfs', description: 'On the host.' }),
    cgroup: z.string().openapi({ example: '/lxc.payload.web' }),
    limits: SetLimitsSchema,
    config: z.string().openapi({ description: 'Its file of lxc.container.conf(5).' }),
    mac: z.string(),
    address: z.string().optional().openapi({ description: 'On lxcbr0, while it runs.' }),
    initPid: z.int().optional().openapi({ description: 'Its init, in the host’s pid namespace.' }),
    processes: z.int(),
    memoryBytes: z.int(),
    memoryPeakBytes: z.int(),
    cpuMs: z.int(),
    throttledMs: z.int(),
    overheadBytes: z
      .int()
      .optional()
      .openapi({ description: 'What init and services had in memory when they were up.' }),
    createdAt: z.iso.datetime(),
    startedAt: moment.openapi({ description: 'When it was asked to start.' }),
    runningAt: moment.openapi({ description: 'When its init began.' }),
    readyAt: moment.openapi({ description: 'When its console asked for a login: its services are up.' }),
    stoppedAt: moment,
    error: z.string().optional().openapi({ description: 'Why it stopped, where nobody wished it to.' }),
    snapshots: z.int(),
  })
  .openapi('OsContainer');

export const OsContainerListSchema = z
  .object({ osContainers: z.array(OsContainerSchema) })
  .openapi('OsContainerList');

export const TemplateListSchema = z
  .object({
    templates: z.array(
      z.object({
        distribution: z.string(),
        release: z.string(),
        architecture: z.string(),
        variant: z.string(),
        init: z.enum(['openrc', 'systemd']),
        bytes: z.int().openapi({ description: 'What a host downloads of it, once.' }),
      }),
    ),
  })
  .openapi('OsContainerTemplateList');

export const ConsoleSchema = z
  .object({ text: z.string() })
  .openapi('Console', { description: 'What its init printed since it was started, the newest of it.' });

export const SnapshotRequestSchema = z
  .strictObject({ comment: z.string().max(SNAPSHOT_COMMENT_CHARACTERS_MAX).optional() })
  .openapi('SnapshotRequest');

export const SnapshotSchema = z
  .object({
    name: z.string().openapi({ example: 'snap0' }),
    createdAt: z.iso.datetime(),
    comment: z.string(),
  })
  .openapi('Snapshot');

export const SnapshotListSchema = z.object({ snapshots: z.array(SnapshotSchema) }).openapi('SnapshotList');

export const RestoreRequestSchema = z
  .strictObject({
    name: containerName.optional().openapi({
      description: 'A new container that is to be made from it. Default: in the place of its own.',
    }),
  })
  .openapi('SnapshotRestore');

const variableName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'This is not the name of a variable.');

/** A string of C's: no zero byte. */
const word = z
  .string()
  .max(COMMAND_WORD_CHARACTERS_MAX)
  .refine((text) => !text.includes('\0'), 'There is a zero byte in it.');

export const CommandRequestSchema = z
  .strictObject({
    argv: z
      .array(word)
      .min(1)
      .max(COMMAND_WORDS_MAX)
      .openapi({ example: ['ps', '-ef'] }),
    env: z
      .record(variableName, word)
      .refine((all) => Object.keys(all).length <= COMMAND_VARIABLES_MAX, 'These are too many variables.')
      .optional(),
    user: z.string().max(200).optional().openapi({ description: 'Name or id; root by default.' }),
    workingDirectory: word.regex(/^\//, 'This is not an absolute path.').optional(),
    stdin: z
      .string()
      .max(COMMAND_STDIN_CHARACTERS_MAX)
      .optional()
      .openapi({ description: 'What it reads; then its input ends.' }),
  })
  .openapi('CommandRequest');

export const CommandSchema = z
  .object({
    id: z.string().openapi({ example: '1' }),
    argv: z.array(z.string()),
    user: z.string(),
    state: z.enum(['running', 'exited']),
    exitCode: z.int().optional(),
    stdout: z.string(),
    stderr: z.string(),
    truncated: z.boolean().openapi({ description: 'It printed more than is kept.' }),
    startedAt: z.iso.datetime(),
    endedAt: moment,
  })
  .openapi('Command');

export const CommandListSchema = z.object({ commands: z.array(CommandSchema) }).openapi('CommandList');
