import { FieldErrors } from '../../engine/kubernetes/apiserver/field-errors.ts';
import { goQuote } from '../../engine/kubernetes/apiserver/go-text.ts';
import { badRequest, invalid } from '../../engine/kubernetes/apiserver/status.ts';

/** What a refusal of options calls them: `ListOptions.meta.k8s.io`. */
export const optionsName = (kind: string) => ({ group: 'meta.k8s.io', plural: '', kind });

/** What is shown of a value that is refused. */
const SHOWN_CHARACTERS_MAX = 100;

const INTEGER_MAX = 2n ** 63n - 1n;

/** A whole number of a query, as Go's strconv.ParseInt reads it. @throws ApiError 400 */
export function integerParameter(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const shown = goQuote(text.slice(0, SHOWN_CHARACTERS_MAX));
  const fault = (why: string) => badRequest(`strconv.ParseInt: parsing ${shown}: ${why}`);
  if (!/^[+-]?\d+$/.test(text)) throw fault('invalid syntax');
  const digits = text.replace('+', '');
  if (digits.length > 20) throw fault('value out of range');
  const value = BigInt(digits);
  if (value > INTEGER_MAX || value < -INTEGER_MAX - 1n) throw fault('value out of range');
  return Number(value);
}

/** Undefined where it isn't there; whatever isn't `0` or `false` is true, as apimachinery converts it. */
export function booleanParameter(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  return text === null ? undefined : text !== '0' && text.toLowerCase() !== 'false';
}

/** metav1.ListOptions but for the selectors. */
export interface ListParameters {
  readonly watch: boolean;
  readonly allowWatchBookmarks: boolean;
  readonly resourceVersion: string;
  readonly resourceVersionMatch: string;
  readonly timeoutSeconds: number | undefined;
  readonly limit: number | undefined;
  readonly continue: string;
  readonly sendInitialEvents: boolean | undefined;
}

/**
 * The options of a list or a watch, checked as ValidateListOptions does.
 * @param watch whether the path asks for one already
 * @throws ApiError 400 for what isn't a number, 422 for what doesn't go together
 */
export function listParameters(query: URLSearchParams, watch = false): ListParameters {
  const options = {
    watch: watch || (booleanParameter(query, 'watch') ?? false),
    allowWatchBookmarks: booleanParameter(query, 'allowWatchBookmarks') ?? false,
    resourceVersion: query.get('resourceVersion') ?? '',
    resourceVersionMatch: query.get('resourceVersionMatch') ?? '',
    timeoutSeconds: integerParameter(query, 'timeoutSeconds'),
    limit: integerParameter(query, 'limit'),
    continue: query.get('continue') ?? '',
    sendInitialEvents: booleanParameter(query, 'sendInitialEvents'),
  };
  const errors = new FieldErrors();
  if (options.watch) checkWatch(options, errors);
  else checkList(options, errors);
  if (!errors.ok) throw invalid(optionsName('ListOptions'), '', errors.causes);
  return options;
}

const MATCH = 'resourceVersionMatch';

function checkList(options: ListParameters, errors: FieldErrors): void {
  const { resourceVersionMatch: match, resourceVersion } = options;
  if (match !== '') {
    if (resourceVersion === '') {
      errors.forbidden(MATCH, 'resourceVersionMatch is forbidden unless resourceVersion is provided');
    }
    if (options.continue !== '') {
      errors.forbidden(MATCH, 'resourceVersionMatch is forbidden when continue is provided');
    }
    if (match !== 'Exact' && match !== 'NotOlderThan') {
      errors.notSupported(MATCH, match.slice(0, SHOWN_CHARACTERS_MAX), ['Exact', 'NotOlderThan', '']);
    }
    if (match === 'Exact' && resourceVersion === '0') {
      errors.forbidden(MATCH, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"');
    }
  }
  if (options.sendInitialEvents !== undefined) {
    errors.forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list');
  }
}

function checkWatch(options: ListParameters, errors: FieldErrors): void {
  const { resourceVersionMatch: match, sendInitialEvents } = options;
  if (sendInitialEvents !== undefined && match !== 'NotOlderThan') {
    errors.forbidden(MATCH, 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan');
  }
  if (match === '') return;
  if (sendInitialEvents === undefined) {
    errors.forbidden(
      MATCH,
      'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
    );
  }
  if (match !== 'NotOlderThan') {
    errors.notSupported(MATCH, match.slice(0, SHOWN_CHARACTERS_MAX), ['NotOlderThan']);
  }
  if (options.continue !== '') {
    errors.forbidden(MATCH, 'resourceVersionMatch is forbidden when continue is provided');
  }
}
