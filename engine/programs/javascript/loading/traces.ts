/** Where node's own loader is, in traces of each major version. */
interface LoaderPlaces {
  /** Below the main module's own line. */
  readonly main: readonly string[];
  /** Below a module that another one requires. */
  readonly required: readonly string[];
  /** Where a module isn't found. */
  readonly missing: readonly string[];
  readonly thrownAt: string;
  /** Where a module's text is wrong. */
  readonly syntax: readonly string[];
  readonly entry: readonly string[];
}

const LOADER = 'node:internal/modules/cjs/loader';

function places(numbers: {
  readonly compile: string;
  readonly extension: string;
  readonly load: string;
  readonly loadFunction: string;
  readonly require: string;
  readonly helper: string;
  readonly resolve: string;
  readonly missingLoad: string;
  readonly thrown: string;
  readonly runMain: string;
  readonly entry: string;
  readonly wrap?: string;
  readonly syntax: readonly [wrapSafe: string, compile: string];
  readonly names: readonly [extension: string, owner: string];
}): LoaderPlaces {
  const [extension, owner] = numbers.names;
  const wrapped =
    numbers.wrap === undefined
      ? []
      : [
          'TracingChannel.traceSync (node:diagnostics_channel:322:14)',
          `wrapModuleLoad (${LOADER}:${numbers.wrap})`,
        ];
  const entry = [
    ...wrapped,
    `Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:${numbers.runMain})`,
    `node:internal/main/run_main_module:${numbers.entry}`,
  ];
  const loading = [
    `Module._compile (${LOADER}:${numbers.compile})`,
    `${extension} (${LOADER}:${numbers.extension})`,
    `Module.load (${LOADER}:${numbers.load})`,
    `${owner}._load (${LOADER}:${numbers.loadFunction})`,
  ];
  const requiring = [
    ...wrapped,
    `Module.require (${LOADER}:${numbers.require})`,
    `require (node:internal/modules/helpers:${numbers.helper})`,
  ];
  const missing = [
    `${owner}._resolveFilename (${LOADER}:${numbers.resolve})`,
    `${owner}._load (${LOADER}:${numbers.missingLoad})`,
  ];
  return {
    main: [...loading, ...entry],
    required: [...loading, ...requiring],
    missing: [...missing],
    thrownAt: `${LOADER}:${numbers.thrown}`,
    syntax: [`wrapSafe (${LOADER}:${numbers.syntax[0]})`, `Module._compile (${LOADER}:${numbers.syntax[1]})`],
    entry: [...missing, ...entry],
  };
}

const versions: readonly (readonly [major: number, LoaderPlaces])[] = [
  [
    24,
    places({
      compile: '1692:14',
      extension: '1824:10',
      load: '1427:32',
      loadFunction: '1250:12',
      require: '1449:12',
      helper: '135:16',
      resolve: '1364:15',
      missingLoad: '1187:27',
      thrown: '1368',
      runMain: '171:5',
      entry: '36:49',
      wrap: '235:24',
      syntax: ['1638:18', '1680:20'],
      names: ['Object..js', 'Module'],
    }),
  ],
  [
    22,
    places({
      compile: '1554:14',
      extension: '1706:10',
      load: '1289:32',
      loadFunction: '1108:12',
      require: '1311:12',
      helper: '136:16',
      resolve: '1225:15',
      missingLoad: '1055:27',
      thrown: '1228',
      runMain: '170:5',
      entry: '36:49',
      wrap: '220:24',
      syntax: ['1495:18', '1517:20'],
      names: ['Object..js', 'Function'],
    }),
  ],
  [
    19,
    places({
      compile: '1529:14',
      extension: '1613:10',
      load: '1275:32',
      loadFunction: '1096:12',
      require: '1298:19',
      helper: '182:18',
      resolve: '1212:15',
      missingLoad: '1043:27',
      thrown: '1215',
      runMain: '164:12',
      entry: '28:49',
      syntax: ['1469:18', '1491:20'],
      names: ['Module._extensions..js', 'Module'],
    }),
  ],
  [
    0,
    places({
      compile: '1364:14',
      extension: '1422:10',
      load: '1203:32',
      loadFunction: '1019:12',
      require: '1231:19',
      helper: '177:18',
      resolve: '1140:15',
      missingLoad: '981:27',
      thrown: '1143',
      runMain: '128:12',
      entry: '28:49',
      syntax: ['1281:20', '1321:27'],
      names: ['Module._extensions..js', 'Module'],
    }),
  ],
];

export function loaderPlaces(version: string): LoaderPlaces {
  const major = Number.parseInt(version, 10);
  const found = versions.find(([from]) => major >= from) ?? versions[versions.length - 1];
  if (found === undefined) throw new Error('no version');
  return found[1];
}
