import type { LibraryModule } from '../sources.ts';
import { asyncgenSource } from './_asyncgen.ts';
import { durationsSource } from './_durations.ts';
import { groupsSource } from './_groups.ts';
import { strptimeSource } from './_strptime.ts';
import { abcSource } from './abc.ts';
import { argparseActions } from './argparse/actions.ts';
import { argparseParser } from './argparse/parser.ts';
import { argparseReading } from './argparse/reading.ts';
import { asyncioFutures } from './asyncio/futures.ts';
import { asyncioGroups } from './asyncio/groups.ts';
import { asyncioLocks } from './asyncio/locks.ts';
import { asyncioLoop } from './asyncio/loop.ts';
import { asyncioStreams } from './asyncio/streams.ts';
import { asyncioTasks } from './asyncio/tasks.ts';
import { atexitSource } from './atexit.ts';
import { base64Source } from './base64.ts';
import { binasciiSource, gzipSource, zlibSource } from './binascii.ts';
import { bisectSource } from './bisect.ts';
import { calendarSource } from './calendar.ts';
import { collectionsAbcSource } from './collections.abc.ts';
import { collectionsSource } from './collections.ts';
import { collectionsWrappers } from './collections-wrappers.ts';
import { concurrentFuturesSource } from './concurrent/futures.ts';
import { configparserErrors } from './configparser/errors.ts';
import { configparserParser } from './configparser/parser.ts';
import { configparserSections } from './configparser/sections.ts';
import { contextlibSource } from './contextlib.ts';
import { copySource } from './copy.ts';
import { csvSource } from './csv.ts';
import { dataclassesSource } from './dataclasses.ts';
import { datetimeDates } from './datetime/dates.ts';
import { datetimeMoments } from './datetime/moments.ts';
import { decimalArithmetic } from './decimal/arithmetic.ts';
import { decimalContexts } from './decimal/context.ts';
import { decimalFormatting } from './decimal/formatting.ts';
import { decimalNumbers } from './decimal/numbers.ts';
import { difflibSource } from './difflib.ts';
import { enumSource } from './enum.ts';
import { fnmatchSource } from './fnmatch.ts';
import { fractionsSource } from './fractions.ts';
import { functoolsSource } from './functools.ts';
import { gcSource } from './gc.ts';
import { getoptSource } from './getopt.ts';
import { globSource } from './glob.ts';
import { graphlibSource } from './graphlib.ts';
import { grpSource } from './grp.ts';
import { hashlibSource } from './hashlib.ts';
import { heapqSource } from './heapq.ts';
import { hmacSource } from './hmac.ts';
import { htmlSource } from './html.ts';
import { httpClientSource } from './http.client.ts';
import { httpCookiesSource } from './http.cookies.ts';
import { httpServerFiles } from './http.server/files.ts';
import { httpServerRequests } from './http.server/requests.ts';
import { httpSource } from './http.ts';
import { importlibSource } from './importlib.ts';
import { inspectSource } from './inspect.ts';
import { ioSource } from './io.ts';
import { itertoolsSource } from './itertools.ts';
import { jsonSource } from './json.ts';
import { keywordSource } from './keyword.ts';
import { linecacheSource } from './linecache.ts';
import { loggingLoggers } from './logging/loggers.ts';
import { loggingRecords } from './logging/records.ts';
import { loggingConfigSource } from './logging.config.ts';
import { loggingHandlersSource } from './logging.handlers.ts';
import { mathSource } from './math.ts';
import { mimetypesSource } from './mimetypes.ts';
import { numbersSource } from './numbers.ts';
import { operatorSource } from './operator.ts';
import { osPathSource } from './os.path.ts';
import { osSource } from './os.ts';
import { pathlibSource } from './pathlib.ts';
import { pprintSource } from './pprint.ts';
import { pwdSource } from './pwd.ts';
import { queueSource } from './queue.ts';
import { randomSource } from './random.ts';
import { reSource } from './re.ts';
import { runpySource } from './runpy.ts';
import { schedSource } from './sched.ts';
import { secretsSource } from './secrets.ts';
import { selectSource } from './select.ts';
import { selectorsSource } from './selectors.ts';
import { shlexSource } from './shlex.ts';
import { shutilSource } from './shutil.ts';
import { signalSource } from './signal.ts';
import { socketNames } from './socket/names.ts';
import { socketSockets } from './socket/sockets.ts';
import { socketStreams } from './socket/streams.ts';
import { socketserverSource } from './socketserver.ts';
import { statSource } from './stat.ts';
import { statisticsSource } from './statistics.ts';
import { stringSource } from './string.ts';
import { structSource } from './struct.ts';
import { subprocessSource } from './subprocess.ts';
import { getpassSource, platformSource, timeitSource } from './system.ts';
import { tempfileSource } from './tempfile.ts';
import { textwrapSource } from './textwrap.ts';
import { threadingLocks } from './threading/locks.ts';
import { threadingThreads } from './threading/threads.ts';
import { timeSource } from './time.ts';
import { tracebackSource } from './traceback.ts';
import { typesSource } from './types.ts';
import { typingSource } from './typing.ts';
import { unittestModules } from './unittest/index.ts';
import { urllibErrorSource } from './urllib.error.ts';
import { urllibParseSource } from './urllib.parse.ts';
import { urllibRequestSource } from './urllib.request.ts';
import { uuidSource } from './uuid.ts';
import { warningsSource } from './warnings.ts';
export const standardLibrary: readonly (readonly [string, LibraryModule])[] = [
  ['sys', { kind: 'builtin', bytes: 0, source: '' }],
  ['_os', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['_signal', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['_socket', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['_thread', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['_text', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['_hashlib', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['_struct', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['_zlib', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['_random', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['_collections', { kind: 'builtin', bytes: 0, importMicroseconds: 0, source: '' }],
  ['time', { kind: 'builtin', bytes: 0, source: timeSource }],
  ['errno', { kind: 'builtin', bytes: 0, source: '' }],
  ['os', { kind: 'standard', source: osSource }],
  ['os.path', { kind: 'builtin', source: osPathSource }],
  ['posixpath', { kind: 'standard', source: 'from os.path import *\n' }],
  ['random', { kind: 'standard', source: randomSource }],
  ['subprocess', { kind: 'standard', source: subprocessSource }],
  ['functools', { kind: 'standard', source: functoolsSource }],
  ['itertools', { kind: 'builtin', source: itertoolsSource }],
  ['collections', { kind: 'standard', isPackage: true, source: collectionsSource + collectionsWrappers }],
  ['collections.abc', { kind: 'builtin', source: collectionsAbcSource }],
  ['abc', { kind: 'standard', source: abcSource }],
  ['copy', { kind: 'standard', source: copySource }],
  ['contextlib', { kind: 'standard', source: contextlibSource }],
  ['io', { kind: 'standard', source: ioSource }],
  ['runpy', { kind: 'builtin', source: runpySource }],
  ['importlib', { kind: 'standard', isPackage: true, source: importlibSource }],
  ['importlib._find', { kind: 'builtin', source: '' }],
  ['atexit', { kind: 'builtin', source: atexitSource }],
  ['warnings', { kind: 'standard', source: warningsSource }],
  ['gc', { kind: 'builtin', source: gcSource }],
  ['__future__', { kind: 'standard', source: 'annotations = None\n' }],
  ['operator', { kind: 'standard', source: operatorSource }],
  ['json.decoder', { kind: 'standard', source: 'from json import JSONDecodeError, JSONDecoder\n' }],
  ['json.encoder', { kind: 'standard', source: 'from json import JSONEncoder\n' }],
  ['json', { kind: 'standard', isPackage: true, source: jsonSource }],
  ['re', { kind: 'standard', isPackage: true, source: reSource }],
  ['urllib', { kind: 'standard', isPackage: true, source: '' }],
  ['urllib.parse', { kind: 'builtin', source: urllibParseSource }],
  ['base64', { kind: 'standard', source: base64Source }],
  ['hashlib', { kind: 'standard', source: hashlibSource }],
  ['html', { kind: 'standard', isPackage: true, source: htmlSource }],
  ['threading', { kind: 'standard', source: threadingLocks + threadingThreads }],
  ['queue', { kind: 'standard', source: queueSource }],
  ['signal', { kind: 'standard', source: signalSource }],
  [
    'logging',
    {
      kind: 'standard',
      isPackage: true,
      bytes: 900000,
      importMicroseconds: 6000,
      source: loggingRecords + loggingLoggers,
    },
  ],
  ['logging.handlers', { kind: 'builtin', source: loggingHandlersSource }],
  ['logging.config', { kind: 'builtin', source: loggingConfigSource }],
  ['calendar', { kind: 'standard', source: calendarSource }],
  ['http.cookies', { kind: 'standard', source: httpCookiesSource }],
  ['traceback', { kind: 'standard', source: tracebackSource }],
  ['socket', { kind: 'standard', source: socketNames + socketSockets + socketStreams }],
  ['socketserver', { kind: 'standard', source: socketserverSource }],
  ['http', { kind: 'standard', isPackage: true, source: httpSource }],
  [
    'http.server',
    {
      kind: 'builtin',
      bytes: 4000000,
      importMicroseconds: 60000,
      source: httpServerRequests + httpServerFiles,
    },
  ],
  ['datetime', { kind: 'standard', importMicroseconds: 3000, source: datetimeDates + datetimeMoments }],
  ['_durations', { kind: 'builtin', source: durationsSource }],
  ['_strptime', { kind: 'builtin', source: strptimeSource }],
  ['typing', { kind: 'standard', importMicroseconds: 5000, source: typingSource }],
  ['dataclasses', { kind: 'standard', importMicroseconds: 8000, source: dataclassesSource }],
  ['difflib', { kind: 'standard', source: difflibSource }],
  ['enum', { kind: 'standard', importMicroseconds: 3000, source: enumSource }],
  ['uuid', { kind: 'standard', source: uuidSource }],
  ['pathlib', { kind: 'standard', importMicroseconds: 5000, source: pathlibSource }],
  ['string', { kind: 'standard', source: stringSource }],
  ['textwrap', { kind: 'standard', source: textwrapSource }],
  [
    'argparse',
    {
      kind: 'standard',
      importMicroseconds: 6000,
      source: argparseActions + argparseParser + argparseReading,
    },
  ],
  ['math', { kind: 'builtin', source: mathSource }],
  ['getopt', { kind: 'standard', source: getoptSource }],
  ['grp', { kind: 'standard', source: grpSource }],
  ['graphlib', { kind: 'standard', source: graphlibSource }],
  ['keyword', { kind: 'standard', source: keywordSource }],
  ['linecache', { kind: 'standard', source: linecacheSource }],
  ['mimetypes', { kind: 'standard', source: mimetypesSource }],
  ['pwd', { kind: 'standard', source: pwdSource }],
  ['sched', { kind: 'standard', source: schedSource }],
  ['_asyncgen', { kind: 'builtin', source: asyncgenSource }],
  ['_groups', { kind: 'builtin', source: groupsSource }],
  ['heapq', { kind: 'standard', source: heapqSource }],
  ['bisect', { kind: 'standard', source: bisectSource }],
  ['inspect', { kind: 'standard', source: inspectSource }],
  [
    'asyncio',
    {
      kind: 'standard',
      isPackage: true,
      bytes: 3000000,
      importMicroseconds: 40000,
      source: asyncioFutures + asyncioLoop + asyncioTasks + asyncioGroups + asyncioLocks + asyncioStreams,
    },
  ],
  [
    'asyncio.exceptions',
    {
      kind: 'builtin',
      source:
        'from asyncio import CancelledError, InvalidStateError, TimeoutError, IncompleteReadError, LimitOverrunError\n',
    },
  ],
  [
    'asyncio.subprocess',
    { kind: 'builtin', source: 'from asyncio import Process\nPIPE, STDOUT, DEVNULL = -1, -2, -3\n' },
  ],
  [
    'asyncio.tasks',
    { kind: 'builtin', source: 'from asyncio import Task, create_task, gather, sleep, wait, wait_for\n' },
  ],
  [
    'asyncio.queues',
    {
      kind: 'builtin',
      source: 'from asyncio import Queue, PriorityQueue, LifoQueue, QueueEmpty, QueueFull\n',
    },
  ],
  [
    'asyncio.events',
    {
      kind: 'builtin',
      source:
        'from asyncio import get_event_loop, get_running_loop, new_event_loop, set_event_loop, AbstractEventLoop\n',
    },
  ],
  ['types', { kind: 'standard', source: typesSource }],
  ['http.client', { kind: 'builtin', source: httpClientSource }],
  ['urllib.error', { kind: 'builtin', source: urllibErrorSource }],
  ['urllib.request', { kind: 'builtin', source: urllibRequestSource }],
  ['shlex', { kind: 'standard', source: shlexSource }],
  ['fnmatch', { kind: 'standard', source: fnmatchSource }],
  ['glob', { kind: 'standard', source: globSource }],
  ['shutil', { kind: 'standard', source: shutilSource }],
  ['csv', { kind: 'standard', source: csvSource }],
  ['stat', { kind: 'standard', source: statSource }],
  ['statistics', { kind: 'standard', source: statisticsSource }],
  ['numbers', { kind: 'standard', source: numbersSource }],
  ['fractions', { kind: 'standard', source: fractionsSource }],
  ['select', { kind: 'standard', source: selectSource }],
  ['selectors', { kind: 'standard', source: selectorsSource }],
  ['hmac', { kind: 'standard', source: hmacSource }],
  ['secrets', { kind: 'standard', source: secretsSource }],
  ['struct', { kind: 'standard', source: structSource }],
  [
    'decimal',
    {
      kind: 'standard',
      importMicroseconds: 3000,
      source: decimalContexts + decimalArithmetic + decimalFormatting + decimalNumbers,
    },
  ],
  ['binascii', { kind: 'standard', source: binasciiSource }],
  ['concurrent', { kind: 'standard', isPackage: true, source: '' }],
  ['concurrent.futures', { kind: 'standard', importMicroseconds: 3000, source: concurrentFuturesSource }],
  [
    'configparser',
    { kind: 'standard', source: configparserErrors + configparserSections + configparserParser },
  ],
  ['getpass', { kind: 'standard', source: getpassSource }],
  ['gzip', { kind: 'standard', source: gzipSource }],
  ['platform', { kind: 'standard', source: platformSource }],
  ['pprint', { kind: 'standard', source: pprintSource }],
  ['tempfile', { kind: 'standard', source: tempfileSource }],
  ['timeit', { kind: 'standard', source: timeitSource }],
  ['zlib', { kind: 'standard', source: zlibSource }],
  ...unittestModules,
];
