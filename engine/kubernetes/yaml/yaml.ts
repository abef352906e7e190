import { constructFromEvents, EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import { YAML_EXPANDED_CHARS_MAX } from '../../limits.ts';
import { DEPTH_MAX } from '../apiserver/decode/bounds.ts';
import { describeYamlProblem } from './errors.ts';
import { KUBECTL_SCHEMA } from './schema.ts';

/** Text that is no YAML; the message is go-yaml's, `yaml: line 3: …`. */
export class YamlError extends Error {
  override name = 'YamlError';
}

/** An anchor's length once its aliases are written out; undefined while it is still open. */
type Anchors = Map<string, number | undefined>;

interface Open {
  readonly anchor: string;
  length: number;
}

function anchorOf(event: Event, text: string): string {
  return 'anchorStart' in event && event.anchorStart >= 0
    ? text.slice(event.anchorStart, event.anchorEnd)
    : '';
}

/**
 * Measures what the aliases stand for before anything is built from them: ten lines can stand for a
 * billion, and one that contains itself for ever.
 */
function checkAliases(events: readonly Event[], text: string): void {
  const anchors: Anchors = new Map();
  const stack: Open[] = [{ anchor: '', length: 0 }];
  const close = ({ anchor, length }: Open) => {
    if (anchor !== '') anchors.set(anchor, length);
    const parent = stack.at(-1);
    if (parent !== undefined) parent.length += length;
    if (length > YAML_EXPANDED_CHARS_MAX) throw new YAMLException('document contains excessive aliasing');
  };
  for (const event of events) {
    const anchor = anchorOf(event, text);
    if (event.type === EVENT_ID.ALIAS) {
      if (anchors.has(anchor) && anchors.get(anchor) === undefined) {
        throw new YAMLException(`anchor '${anchor}' value contains itself`);
      }
      close({ anchor: '', length: anchors.get(anchor) ?? 0 });
    } else if (event.type === EVENT_ID.SCALAR) {
      close({ anchor, length: 1 + Math.max(0, event.valueEnd - event.valueStart) });
    } else if (event.type === EVENT_ID.POP) {
      const open = stack.pop();
      if (open !== undefined) close(open);
    } else {
      if (anchor !== '') anchors.set(anchor, undefined);
      stack.push({ anchor, length: 1 });
    }
  }
}

/**
 * Reads the first document of a text, as kubectl does with each part between two `---` lines; null where
 * there is none. Of a key that is given twice, the last value counts.
 * @throws YamlError
 */
export function parseYaml(text: string): unknown {
  try {
    const events = parseEvents(text, { maxDepth: DEPTH_MAX });
    checkAliases(events, text);
    const [document] = constructFromEvents(events, { source: text, schema: KUBECTL_SCHEMA, json: true });
    return document ?? null;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    throw new YamlError(
      describeYamlProblem({ reason, text, position: mark?.position ?? 0, line: mark?.line ?? 0 }),
    );
  }
}
