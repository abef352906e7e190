import { z } from 'zod';
import { header, reasons } from '../../../programs/http/message.ts';
import { canonicalName, type Reference } from '../../../registry/reference.ts';
import { DockerError, notFound } from '../../docker-error.ts';
import { familiar, familiarName } from '../names.ts';
import type { RegistryAnswer, RegistryClient, Session } from './session.ts';

const errorsSchema = z.object({
  errors: z
    .array(z.object({ code: z.string(), message: z.string().default('') }))
    .min(1)
    .max(100),
});

/** What refuses a fetch, in the words of who fetches. */
export const REFUSED: Readonly<
  Record<
    RegistryClient,
    (session: Session, answer: RegistryAnswer, reference: Reference, needsCredentials: boolean) => DockerError
  >
> = {
  dockerd: (session, answer, reference, needsCredentials) =>
    needsCredentials ? withoutCredentials(session) : refusedBy(session, answer, reference),
  containerd: refusedToContainerd,
};

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

/** dockerd asks for the head of a manifest first. */
function withoutCredentials({ place, target }: Session): DockerError {
  const verb = target.includes('/manifests/') ? 'Head' : 'Get';
  return new DockerError(500, `${verb} "${place.origin}${target}": ${NO_CREDENTIALS}`);
}

function refusedToContainerd(
  { place, method, target }: Session,
  { status }: RegistryAnswer,
  reference: Reference,
  needsCredentials: boolean,
): DockerError {
  if (needsCredentials) {
    return new DockerError(
      401,
      `pull access denied, repository does not exist or may require authorization: authorization failed: ${NO_CREDENTIALS}`,
    );
  }
  if (status === 404) return notFound(`${canonicalName(reference)}: not found`);
  const text = `${status} ${reasons[status] ?? ''}`.trim();
  return new DockerError(
    500,
    `unexpected status from ${method} request to ${place.origin}${target}: ${text}`,
  );
}
