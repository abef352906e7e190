import { type HttpRequest, header } from './message.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Who the client says it is, with `Authorization: Basic`. */
export function credentialsOf(request: HttpRequest): Credentials | undefined {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(header(request, 'Authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  try {
    const text = new TextDecoder().decode(Uint8Array.from(atob(encoded), (byte) => byte.charCodeAt(0)));
    const colon = text.indexOf(':');
    return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
  } catch {
    return undefined;
  }
}
