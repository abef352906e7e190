import type { LibraryModule } from '../../sources.ts';
import { unittestAssertionsSource, unittestCaseSource, unittestTestCaseSource } from './case.ts';
import { unittestMockSource } from './mock.ts';
import {
  unittestLoaderSource,
  unittestMainSource,
  unittestResultSource,
  unittestSuiteSource,
} from './running.ts';

const INIT = `
from unittest.case import FunctionTestCase, IsolatedAsyncioTestCase, SkipTest, TestCase, expectedFailure, skip, skipIf, skipUnless
from unittest.suite import TestSuite
from unittest.loader import TestLoader, defaultTestLoader
from unittest.result import TestResult, TextTestResult, TextTestRunner
from unittest.main import TestProgram, main
`;

const MAIN = `
import os
import sys
from unittest.main import TestProgram

def main():
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    TestProgram(module=None)

__main__function__ = main
`;

const module = (name: string, source: string): readonly [string, LibraryModule] => [
  `unittest.${name}`,
  { kind: 'builtin', source },
];

export const unittestModules: readonly (readonly [string, LibraryModule])[] = [
  ['unittest', { kind: 'standard', source: INIT, isPackage: true, importMicroseconds: 20_000 }],
  ['unittest.__main__', { kind: 'standard', source: MAIN }],
  module('case', unittestCaseSource + unittestAssertionsSource + unittestTestCaseSource),
  module('loader', unittestLoaderSource),
  module('main', unittestMainSource),
  module('mock', unittestMockSource),
  module('result', unittestResultSource),
  module('suite', unittestSuiteSource),
];
