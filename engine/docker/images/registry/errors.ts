import { z } from 'zod';
import { header } from '../../../programs/http/message.ts';
import type { Reference } from '../../../registry/reference.ts';
import { DockerError, notFound } from '../../docker-error.ts';
import { familiar, familiarName } from '../names.ts';
import type { RegistryAnswer, Session } from './session.ts';

const errorsSchema = z.object({
  errors: z
    .array(z.object({ code: z.string(), message: z.string().default('') }))
    .min(1)
    .max(100),
});

/** A registry that wants a password, of which there is none. */
export const NO_CREDENTIALS = 'no basic auth credentials';

/** Whether a registry asks who it is. */
export function asksWho(answer: RegistryAnswer): boolean {
  return answer.status === 401 && /^basic /i.test(header(answer, 'WWW-Authenticate') ?? '');
}

/** What a registry refuses with, as dockerd says it. */
export function refusedBy(
  { place, method, target }: Session,
  answer: RegistryAnswer,
  reference: Reference,
): DockerError {
  const text = new TextDecoder().decode(answer.body);
  const first = firstError(text);
  if (first === undefined) {
    if (answer.status === 401) return new DockerError(500, 'unauthorized: authentication required');
    const verb = method.slice(0, 1) + method.slice(1).toLowerCase();
    return new DockerError(
      500,
      `${verb} "${place.origin}${target}": unexpected status code ${answer.status}: ${text.trim().slice(0, 200)}`,
    );
  }
  const words = `${first.code.toLowerCase().replaceAll('_', ' ')}: ${first.message}`;
  switch (first.code) {
    case 'MANIFEST_UNKNOWN':
      return notFound(`manifest for ${familiar(reference)} not found: ${words}`);
    case 'NAME_UNKNOWN':
      return notFound(`repository ${familiarName(reference)} not found: ${words}`);
    case 'DENIED':
      return notFound(
        `pull access denied for ${familiarName(reference)}, repository does not exist or may require 'docker login': ${words}`,
      );
    default:
      return new DockerError(500, words);
  }
}

function firstError(text: string): { readonly code: string; readonly message: string } | undefined {
  try {
    const parsed = errorsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.errors[0] : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
