export const unittestResultSource = String.raw`
import sys
import time

class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun, self.shouldStop, self.failfast = 0, False, False

    def startTest(self, test):
        self.testsRun += 1
    def stopTest(self, test):
        pass
    def startTestRun(self):
        pass
    def stopTestRun(self):
        pass

    def _text(self, error):
        import traceback
        return ''.join(traceback.format_exception(error))

    def _stop(self):
        if self.failfast:
            self.stop()

    def addError(self, test, error):
        self.errors.append((test, self._text(error)))
        self._stop()
    def addFailure(self, test, error):
        self.failures.append((test, self._text(error)))
        self._stop()
    def addSubTest(self, test, subtest, error):
        if isinstance(error, test.failureException):
            self.addFailure(subtest, error)
        else:
            self.addError(subtest, error)
    def addSuccess(self, test):
        pass
    def addSkip(self, test, reason):
        self.skipped.append((test, reason))
    def addExpectedFailure(self, test, error):
        self.expectedFailures.append((test, self._text(error)))
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._stop()
    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)
    def stop(self):
        self.shouldStop = True
    def __repr__(self):
        return f'<unittest.result.TestResult run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>'

class TextTestResult(TestResult):
    separator1, separator2 = '=' * 70, '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions, self.verbosity = stream, descriptions, verbosity
        self._fresh = True

    def getDescription(self, test):
        first = test.shortDescription() if hasattr(test, 'shortDescription') else None
        return f'{test}\n{first}' if self.descriptions and first else str(test)

    def _write(self, text):
        self.stream.write(text)
        self.stream.flush()

    def startTest(self, test):
        super().startTest(test)
        if self.verbosity > 1:
            self._write(f'{self.getDescription(test)} ... ')
            self._fresh = False

    def _mark(self, test, word, letter):
        if self.verbosity > 1:
            if self._fresh and hasattr(test, 'test_case'):
                self._write(f'  {self.getDescription(test)} ... ')
            self._write(word + '\n')
            self._fresh = True
        elif self.verbosity == 1:
            self._write(letter)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._mark(test, 'ok', '.')
    def addError(self, test, error):
        super().addError(test, error)
        if hasattr(test, 'test_case') and self.verbosity > 1 and not self._fresh:
            self._write('\n')
            self._fresh = True
        self._mark(test, 'ERROR', 'E')
    def addFailure(self, test, error):
        super().addFailure(test, error)
        if hasattr(test, 'test_case') and self.verbosity > 1 and not self._fresh:
            self._write('\n')
            self._fresh = True
        self._mark(test, 'FAIL', 'F')
    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._mark(test, f'skipped {reason!r}', 's')
    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self._mark(test, 'expected failure', 'x')
    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._mark(test, 'unexpected success', 'u')

    def printErrors(self):
        if self.verbosity > 0:
            self._write('\n')
        for flavour, found in (('ERROR', self.errors), ('FAIL', self.failures)):
            for test, text in found:
                self._write(f'{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{text}\n')
        if self.unexpectedSuccesses:
            self._write(self.separator1 + '\n')
            for test in self.unexpectedSuccesses:
                self._write(f'UNEXPECTED SUCCESS: {self.getDescription(test)}\n')

class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None, **kwargs):
        self.stream, self.descriptions, self.verbosity, self.failfast = stream or sys.stderr, descriptions, verbosity, failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        started = time.perf_counter()
        result.startTestRun()
        test(result)
        result.stopTestRun()
        took = time.perf_counter() - started
        result.printErrors()
        write = self.stream.write
        write(f"{result.separator2}\nRan {result.testsRun} test{'' if result.testsRun == 1 else 's'} in {took:.3f}s\n\n")
        infos = [f'{word}={len(found)}' for word, found in (('failures', result.failures), ('errors', result.errors)) if found] if not result.wasSuccessful() else []
        for word, found in (('skipped', result.skipped), ('expected failures', result.expectedFailures), ('unexpected successes', result.unexpectedSuccesses)):
            if found:
                infos.append(f'{word}={len(found)}')
        if not result.wasSuccessful():
            head = 'FAILED'
        elif result.testsRun == 0 and not result.skipped and sys.version_info >= (3, 12):
            head = 'NO TESTS RAN'
        else:
            head = 'OK'
        write(head + (f" ({', '.join(infos)})" if infos else '') + '\n')
        self.stream.flush()
        return result
`;
