import { z } from 'zod';
import { secretKind } from '../kinds/secret.ts';
import { referenceOf } from './node-images.ts';
import type { PodSync } from './sync.ts';

/** Pulls go on without the secrets that aren't there: the image may be public. */
export function reportMissingPullSecrets(sync: PodSync): void {
  const { metadata, spec } = sync.pod;
  const missing = (spec.imagePullSecrets ?? []).filter(
    ({ name = '' }) => sync.cluster.store.get(secretKind, metadata.namespace ?? '', name) === undefined,
  );
  if (missing.length === 0) return;
  const names = missing.map(({ name = '' }) => name).join(', ');
  const message = `Unable to retrieve some image pull secrets (${names}); attempting to pull the image may not succeed.`;
  sync.event({ type: 'Warning', reason: 'FailedToRetrieveImagePullSecret', message });
}

const entrySchema = z.object({
  username: z.string().default(''),
  password: z.string().default(''),
  auth: z.string().optional(),
});
const registriesSchema = z.record(z.string(), entrySchema);
const configSchema = z.object({ auths: registriesSchema.default({}) });

/** `user:password` in base64 for the registry of an image, from the first of the pod's secrets that knows it; or nothing. */
export function pullAuthorization({ cluster, pod }: PodSync, image: string): string {
  const domain = referenceOf(image)?.domain;
  for (const { name = '' } of pod.spec.imagePullSecrets ?? []) {
    const secret = cluster.store.get(secretKind, pod.metadata.namespace ?? '', name);
    for (const [server, { username, password, auth }] of Object.entries(registriesOf(secret?.data ?? {}))) {
      if (server.replace(/^https?:\/\//, '').split('/', 1)[0] !== domain) continue;
      return auth ?? encoded(`${username}:${password}`);
    }
  }
  return '';
}

function registriesOf(data: Readonly<Record<string, string>>): z.infer<typeof registriesSchema> {
  const { '.dockerconfigjson': config, '.dockercfg': old } = data;
  if (config !== undefined) return parsed(configSchema, config)?.auths ?? {};
  return old === undefined ? {} : (parsed(registriesSchema, old) ?? {});
}

function parsed<T>(schema: z.ZodType<T>, base64: string): T | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}

function encoded(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
