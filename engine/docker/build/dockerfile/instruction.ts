import type { HealthcheckConfig } from '../../containers/config.ts';

/** A command: a list, or a line for the shell. */
export type Command = { readonly exec: readonly string[] } | { readonly shell: string };

interface Pairs {
  readonly pairs: readonly (readonly [key: string, value: string])[];
}

/** What an instruction says, its variables not yet put in. */
export type Instruction = { readonly text: string; readonly line: number } & (
  | { readonly is: 'FROM'; readonly image: string; readonly name: string; readonly platform: string }
  | ({ readonly is: 'ENV' | 'LABEL' } & Pairs)
  | { readonly is: 'ARG'; readonly args: readonly { readonly key: string; readonly value?: string }[] }
  | {
      readonly is: 'COPY' | 'ADD';
      readonly sources: readonly string[];
      readonly target: string;
      readonly chown: string;
      readonly from: string;
      /** Flags that only BuildKit understands. */
      readonly unsupported?: string;
    }
  | { readonly is: 'RUN'; readonly command: Command; readonly unsupported?: string }
  | { readonly is: 'CMD' | 'ENTRYPOINT'; readonly command: Command }
  | {
      readonly is: 'WORKDIR' | 'USER' | 'STOPSIGNAL' | 'MAINTAINER' | 'ONBUILD';
      readonly value: string;
    }
  | { readonly is: 'EXPOSE' | 'VOLUME' | 'SHELL'; readonly words: readonly string[] }
  | { readonly is: 'HEALTHCHECK'; readonly check: HealthcheckConfig }
);

export type InstructionOf<K extends Instruction['is']> = Extract<Instruction, { readonly is: K }>;

export interface Stage {
  readonly from: InstructionOf<'FROM'>;
  readonly steps: readonly Instruction[];
}

export interface Dockerfile {
  readonly args: readonly InstructionOf<'ARG'>[];
  readonly stages: readonly Stage[];
  /** What the builder says before its first step. */
  readonly warnings: readonly string[];
  readonly escapeWith: string;
}
