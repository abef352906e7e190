export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly type: 'boolean' | 'integer' | 'string';
  readonly description: string;
}

const query = (name: string, type: Parameter['type'], description: string): Parameter => ({
  name,
  in: 'query',
  type,
  description,
});

const PRETTY = query('pretty', 'string', "If 'true', the output is indented.");
const DRY_RUN = query('dryRun', 'string', "Nothing is stored. The only valid value is 'All'.");
const FIELD_MANAGER = query('fieldManager', 'string', 'Name of the actor that makes the change.');
const FIELD_VALIDATION = query(
  'fieldValidation',
  'string',
  'What happens to unknown and duplicate fields: Ignore drops them silently, Warn drops them with a warning, Strict refuses the request.',
);
const FORCE = query('force', 'boolean', 'Takes over fields that others manage. For apply requests only.');
const CONTINUE = query('continue', 'string', 'Where the list goes on, as the previous page said.');
const FIELD_SELECTOR = query('fieldSelector', 'string', 'Restricts the list by fields.');
const LABEL_SELECTOR = query('labelSelector', 'string', 'Restricts the list by labels.');
const LIMIT = query('limit', 'integer', 'The most items to return at once.');
const RESOURCE_VERSION = query('resourceVersion', 'string', 'Which state the answer may come from.');
const RESOURCE_VERSION_MATCH = query(
  'resourceVersionMatch',
  'string',
  'How resourceVersion is applied to lists.',
);
const SEND_INITIAL_EVENTS = query(
  'sendInitialEvents',
  'boolean',
  'The watch begins with what exists already.',
);
const TIMEOUT = query('timeoutSeconds', 'integer', 'How long the list or watch may take.');

const DELETION = [
  query('gracePeriodSeconds', 'integer', 'Seconds before the object is removed; zero removes it at once.'),
  query('orphanDependents', 'boolean', 'Deprecated: use propagationPolicy.'),
  query('propagationPolicy', 'string', 'What happens to dependents: Orphan, Background or Foreground.'),
];
const SELECTION = [CONTINUE, FIELD_SELECTOR, LABEL_SELECTOR, LIMIT, RESOURCE_VERSION, RESOURCE_VERSION_MATCH];
const WRITING = [DRY_RUN, FIELD_MANAGER, FIELD_VALIDATION];

/** Query parameters by action, besides those of the path. */
export const QUERY: Readonly<Record<string, readonly Parameter[]>> = {
  connect: [],
  delete: [DRY_RUN, ...DELETION],
  deletecollection: [DRY_RUN, ...DELETION, ...SELECTION, SEND_INITIAL_EVENTS, TIMEOUT],
  get: [],
  list: [
    query('allowWatchBookmarks', 'boolean', 'The watch may send events of type BOOKMARK.'),
    ...SELECTION,
    SEND_INITIAL_EVENTS,
    TIMEOUT,
    query('watch', 'boolean', 'Streams changes instead of listing.'),
  ],
  patch: [...WRITING, FORCE],
  post: WRITING,
  put: WRITING,
};

const NAMESPACE: Parameter = {
  name: 'namespace',
  in: 'path',
  type: 'string',
  description: 'object name and auth scope, such as for teams and projects',
};

/** The parameters of all operations of a path. */
export function pathParameters(path: string, kind: string): readonly Parameter[] {
  const name: Parameter = { name: 'name', in: 'path', type: 'string', description: `name of the ${kind}` };
  return [
    ...(path.includes('{name}') ? [name] : []),
    ...(path.includes('{namespace}') ? [NAMESPACE] : []),
    PRETTY,
  ];
}
