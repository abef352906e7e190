import { JsonSyntaxError } from '../apiserver/decode/json-text.ts';
import { unknownConversion } from '../apiserver/read-object.ts';
import { badRequest } from '../apiserver/status.ts';
import { unrecognized } from '../apiserver/unrecognized.ts';
import { typeName } from '../schemas/definitions.ts';
import { type Envelope, openEnvelope } from './envelope.ts';
import { readObjectMessage } from './object.ts';
import { ProtobufError } from './wire.ts';

function open(body: Uint8Array, kind: string): Envelope {
  try {
    return openEnvelope(body);
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error;
    throw unrecognized(kind, error.message, body);
  }
}

/**
 * Reads a body of `application/vnd.kubernetes.protobuf` as the JSON of a definition, to be decoded as that.
 * @throws ApiError 400 in upstream's words
 */
export function readProtobufBody(definitionName: string, body: Uint8Array): Record<string, unknown> {
  const kind = typeName(definitionName);
  const given = open(body, kind);
  const [group = '', version = ''] = definitionName.split('.').slice(-3);
  if (given.kind !== '' && given.kind !== kind) {
    throw unknownConversion(given, { group, version, kind });
  }
  try {
    const { raw, apiVersion } = given;
    const type = { ...(apiVersion === '' ? {} : { apiVersion }), kind };
    return { ...type, ...readObjectMessage(raw, definitionName) };
  } catch (error) {
    if (!(error instanceof ProtobufError || error instanceof JsonSyntaxError)) throw error;
    const shown = given.apiVersion.slice(given.apiVersion.indexOf('/') + 1).slice(0, 253);
    throw badRequest(
      `${kind} in version ${JSON.stringify(shown || version)} cannot be handled as a ${kind}: ${error.message}`,
    );
  }
}
