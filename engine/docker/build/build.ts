import type { ContainerConfig, HostConfig } from '../containers/config.ts';
import type { ImageConfig } from '../parts.ts';

/** What is asked of a build. */
export interface BuildOptions {
  /** Names of the result, as they are stored. */
  readonly tags: readonly string[];
  readonly quiet: boolean;
  readonly noCache: boolean;
  /** Images whose steps may be taken for the same; none: all that there are. */
  readonly cacheFrom: readonly string[];
  /** Pulls base images that are there already. */
  readonly pull: boolean;
  /** For registries that want to know who pulls base images: `user:password` in base64, by domain. */
  readonly logins: Readonly<Record<string, string>>;
  readonly rm: boolean;
  readonly forceRm: boolean;
  readonly target: string;
  readonly platform: string;
  /** Null: declared, and the client has no value for it. */
  readonly buildArgs: Readonly<Record<string, string | null>>;
  readonly labels: Readonly<Record<string, string>>;
  /** For the containers of its steps. */
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
}

/** The configuration that the steps of a stage work on. */
type RunConfig = { -readonly [K in keyof ImageConfig]: ImageConfig[K] };

/** What a build waits for. */
type Waiting =
  | { readonly is: 'pull'; readonly pull: string }
  /** More of its files are to be copied. */
  | { readonly is: 'files' }
  | { readonly is: 'run'; readonly container: string; readonly createdBy: string; readonly cacheKey: string };

/** A build that is under way, as it is stored. Changed in place. */
export interface Build {
  readonly id: string;
  readonly host: string;
  readonly options: BuildOptions;
  /** Of the instructions, those of before the first stage included. */
  readonly steps: number;
  /** How many of them were begun. */
  printed: number;
  /** Arguments of before the first stage that were read. */
  args: number;
  stage: number;
  /** Of the stage; 0 is its FROM. */
  step: number;
  /** Instructions that the base image has for those who build on it. */
  triggers: string[];
  /** The last image of the stage. Undefined: there is none, since it is made from scratch. */
  image?: string;
  config: RunConfig;
  author?: string;
  metaArgs: Record<string, string>;
  /** Arguments that the stage has declared. */
  stageArgs: Record<string, string | null>;
  /** Build arguments that an instruction asked for. */
  consumed: string[];
  /** The images of the stages that are done; empty: nothing was made. */
  readonly results: string[];
  /** The stage has a CMD of its own. */
  setsCommand: boolean;
  /** The base image that was pulled for the stage. */
  pulled?: string;
  /** The cache is of no use any more in this stage. */
  cacheMissed: boolean;
  /** Containers of steps, which still have to go. */
  containers: string[];
  waiting?: Waiting;
  /** What a quiet build would say if it failed. */
  unsaid: string;
}

/** The part of a build that instructions change which run nothing. */
export type Configured = Pick<
  Build,
  'config' | 'author' | 'setsCommand' | 'stageArgs' | 'metaArgs' | 'consumed'
> & { readonly options: Pick<BuildOptions, 'buildArgs'> };

/** A step can't be done, and so the build ends. */
export class BuildError extends Error {
  readonly code: number | undefined;

  constructor(message: string, code?: number) {
    super(message);
    this.code = code;
  }
}
