import type { LibraryModule } from '../../sources.ts';
import { pytestApiSource } from './api.ts';
import { pytestAssertingSource } from './asserting.ts';
import { pytestCapturingSource } from './capturing.ts';
import { pytestCollectingSource } from './collecting.ts';
import { pytestConfiguringSource } from './configuring.ts';
import { pytestFailuresSource } from './failures.ts';
import { pytestFixtures } from './fixtures.ts';
import { pytestReportingSource } from './reporting.ts';
import { pytestRunningSource } from './running.ts';

const INIT = `
from pytest.api import ExceptionInfo, Mark, MarkDecorator, MonkeyPatch, UsageError, __version__, approx, console_main, exit, fail, fixture, importorskip, main, mark, param, raises, skip, warns, xfail
`;

/** Tests of unittest, as pytest runs them. */
const UNITTESTS = `
from pytest.api import Failed, XFailed

_begun = {}

def run(item):
    cls = item.cls
    if cls not in _begun:
        _begun[cls] = True
        cls.setUpClass()
    case = cls(item.originalname)
    if not getattr(item.function, '__unittest_expecting_failure__', False):
        case.run_alone()
        return
    try:
        case.run_alone()
    except Exception as e:
        raise XFailed() from e
    raise Failed('Unexpected success', False)

def end(item):
    if _begun.pop(item.cls, False):
        item.cls.tearDownClass()
        item.cls.doClassCleanups()
`;

const MAIN = `
import os
import sys
from pytest.running import main as run

def main():
    if sys.argv[0].endswith('__main__.py') and os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    return run()

__main__function__ = main
`;

const module = (name: string, source: string): readonly [string, LibraryModule] => [
  `pytest.${name}`,
  { kind: 'package', source },
];

export const pytestModules: readonly (readonly [string, LibraryModule])[] = [
  [
    'pytest',
    { kind: 'package', source: INIT, isPackage: true, bytes: 12_000_000, importMicroseconds: 150_000 },
  ],
  module('__main__', MAIN),
  module('api', pytestApiSource),
  module('asserting', pytestAssertingSource),
  module('capturing', pytestCapturingSource),
  module('collecting', pytestCollectingSource),
  module('configuring', pytestConfiguringSource),
  module('failures', pytestFailuresSource),
  module('reporting', pytestReportingSource),
  module('running', pytestRunningSource + pytestFixtures),
  module('unittests', UNITTESTS),
];
