import type { LibraryModule } from '../../sources.ts';
import { unittestAssertionsSource } from './assertions.ts';
import { unittestCaseSource } from './case.ts';
import { unittestLoaderSource } from './loader.ts';
import { unittestMainSource } from './main.ts';
import { unittestMocks } from './mock/mocks.ts';
import { unittestPatching } from './mock/patching.ts';
import { unittestResultSource } from './result.ts';
import { unittestSuiteSource } from './suite.ts';
import { unittestTestCaseSource } from './test-case.ts';

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
  module('mock', unittestMocks + unittestPatching),
  module('result', unittestResultSource),
  module('suite', unittestSuiteSource),
];
