export const unittestMainSource = String.raw`
import os
import sys
from unittest.loader import TestLoader
from unittest.result import TextTestRunner

_USAGE = """usage: %s [-h] [-v] [-q] [--locals] [-f] [-c] [-b] [-k TESTNAMEPATTERNS]
                          [tests ...]
"""

class TestProgram:
    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=None, exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, **kwargs):
        self.module = sys.modules[module] if isinstance(module, str) else module
        self.verbosity, self.failfast, self.patterns = verbosity, failfast, []
        self.loader = testLoader or TestLoader()
        words = list(sys.argv if argv is None else argv)
        self.name = 'python -m unittest' if words[0].endswith('__main__.py') else os.path.basename(words[0])
        default = [defaultTest] if isinstance(defaultTest, str) else defaultTest
        self.test = self._load(words[1:], default)
        runner = testRunner or TextTestRunner
        if isinstance(runner, type):
            runner = runner(verbosity=self.verbosity, failfast=bool(self.failfast))
        self.result = runner.run(self.test)
        if exit:
            empty = self.result.testsRun == 0 and not self.result.skipped and sys.version_info >= (3, 12)
            sys.exit(5 if empty else not self.result.wasSuccessful())

    def _load(self, words, default):
        discovering = words[:1] == ['discover']
        names, places = self._read(words[discovering:])
        discovering = discovering or self.module is None and not names
        if self.patterns:
            self.loader.testNamePatterns = [p if '*' in p else f'*{p}*' for p in self.patterns]
        if discovering:
            start, pattern, top = (names + [None] * 3)[:3]
            return self.loader.discover(places.get('-s') or start or '.', places.get('-p') or pattern or 'test*.py', places.get('-t') or top)
        if names:
            return self.loader.loadTestsFromNames([self._module_name(n) for n in names], self.module)
        if default:
            return self.loader.loadTestsFromNames(default, self.module)
        return self.loader.loadTestsFromModule(self.module)

    def _module_name(self, name):
        if self.module is None and name.endswith('.py') and os.path.isfile(name):
            return os.path.normpath(name)[:-3].replace('/', '.')
        return name

    def _read(self, words):
        names, places, words = [], {}, list(words)
        long = {'--verbose': '-v', '--quiet': '-q', '--failfast': '-f', '--catch': '-c', '--buffer': '-b', '--help': '-h', '--start-directory': '-s', '--pattern': '-p', '--top-level-directory': '-t'}
        while words:
            word = words.pop(0)
            name, eq, value = word.partition('=') if word.startswith('--') else (word[:2], '', word[2:])
            name = long.get(name, name)
            if not word.startswith('-'):
                names.append(word)
            elif name == '-h':
                print(_USAGE % self.name, end='')
                sys.exit(0)
            elif name in ('-k', '-s', '-p', '-t'):
                value = value or (words.pop(0) if words else '')
                if name == '-k':
                    self.patterns.append(value)
                else:
                    places[name] = value
            elif name in ('-v', '-q', '-f', '-c', '-b') or word == '--locals':
                self.verbosity = 2 if name == '-v' else 0 if name == '-q' else self.verbosity
                self.failfast = name == '-f' or self.failfast
            else:
                print(f'{_USAGE % self.name}{self.name}: error: unrecognized arguments: {word}', file=sys.stderr)
                sys.exit(2)
        return names, places

main = TestProgram
`;
