import { DockerError, invalidParameter } from '../docker-error.ts';
import type { ImageConfig } from '../parts.ts';
import { BuildError, type Configured } from './build.ts';
import { expand } from './dockerfile/expand.ts';
import { parseInstruction } from './dockerfile/parse.ts';
import { changeConfig, isChanging } from './metadata.ts';
import { environmentOf } from './variables.ts';

/** Instructions that --change takes. */
const ALLOWED = [
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'ONBUILD',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];
const CHANGES_MAX = 200;

/** What --change makes of a configuration. @throws DockerError */
export function withChanges(config: ImageConfig, changes: readonly string[]): ImageConfig {
  const changed: Configured = {
    config: structuredClone(config),
    setsCommand: true,
    stageArgs: {},
    metaArgs: {},
    consumed: [],
    options: { buildArgs: {} },
  };
  const lines = changes.flatMap((text) => text.split('\n')).filter((text) => text.trim() !== '');
  if (lines.length > CHANGES_MAX) throw invalidParameter(`there are ${CHANGES_MAX} changes at most`);
  for (const text of lines) {
    const [word = ''] = text.trim().split(/\s/, 1);
    const instruction = ALLOWED.includes(word.toUpperCase())
      ? parseInstruction({ number: 1, text: text.trim() }, '\\')
      : undefined;
    if (instruction === undefined || !isChanging(instruction)) {
      throw invalidParameter(`${word} is not a valid change command`);
    }
    const variables = environmentOf(changed.config.Env);
    try {
      changeConfig(changed, instruction, (word) => expand(word, variables, '\\'), ['/bin/sh', '-c']);
    } catch (error) {
      if (error instanceof BuildError) throw new DockerError(400, error.message);
      throw error;
    }
  }
  return changed.config;
}
