import { joinBytes } from '../engine/filesystem/join-bytes.ts';

/** All of a request's body; none: it has none. @throws what `tooLarge` makes, where it has more than `max` bytes */
export async function readBody(request: Request, max: number, tooLarge: () => Error): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > max) {
      await reader.cancel();
      throw tooLarge();
    }
    parts.push(value);
  }
  return joinBytes(parts);
}
