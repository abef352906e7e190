export const pytestConfiguringSource = String.raw`
import os
import shlex
from pytest.api import UsageError, __version__

class Options:
    def __init__(self):
        self.paths, self.verbose, self.maxfail, self.keyword, self.markexpr = [], 0, 0, '', ''
        self.capture, self.tbstyle, self.collectonly, self.reportchars, self.durations = 'fd', 'auto', False, 'fE', None
        self.header, self.summary, self.rootdir, self.inifile = True, True, os.getcwd(), None
        self.python_files, self.python_classes, self.python_functions = ['test_*.py', '*_test.py'], ['Test'], ['test']
        self.ini = {}
    def getini(self, name):
        return self.ini.get(name)
    def getoption(self, name, default=None):
        return getattr(self, name.lstrip('-').replace('-', '_'), default)

_VALUES = {'-k': 'keyword', '-m': 'markexpr', '--tb': 'tbstyle', '--rootdir': 'rootdir', '-r': 'reportchars', '--capture': 'capture', '--durations': 'durations'}
_IGNORED = ('-p', '--color', '--cov', '--cov-report', '-c', '-W', '--junitxml', '--import-mode', '-o', '--override-ini', '--basetemp', '--cache-clear', '--disable-warnings', '--strict-markers', '--no-cov')
_ALONE = ('--cache-clear', '--disable-warnings', '--strict-markers', '--disable-pytest-warnings', '--strict-config')

def _read(options, words):
    words = list(words)
    while words:
        word = words.pop(0)
        name, eq, value = word.partition('=')
        short = word[:2]
        if word in ('-v', '-vv', '-vvv', '--verbose'):
            options.verbose += max(1, word.count('v') if not word.startswith('--') else 1)
        elif word in ('-q', '-qq', '--quiet'):
            options.verbose -= 1 if word.startswith('--') else word.count('q')
        elif word in ('-x', '--exitfirst'):
            options.maxfail = 1
        elif name == '--maxfail':
            options.maxfail = int(value if eq else words.pop(0))
        elif word == '-s':
            options.capture = 'no'
        elif word in ('--collect-only', '--co'):
            options.collectonly = True
        elif word == '--no-header':
            options.header = False
        elif word == '--no-summary':
            options.summary = False
        elif name in _VALUES or short in _VALUES and not word.startswith('--'):
            if name in _VALUES:
                found = value if eq else words.pop(0) if words else None
            else:
                name, found = short, word[2:].lstrip('=')
            if found is None:
                raise UsageError(f'argument {name}: expected one argument')
            setattr(options, _VALUES[name], found)
        elif word in _ALONE:
            pass
        elif name in _IGNORED or short in _IGNORED and not word.startswith('--'):
            if not eq and (name in _IGNORED and not name.startswith('--cov')) and words:
                words.pop(0)
        elif word.startswith('-') and word != '-':
            if set(word[1:]) <= set('vqxs'):
                words[:0] = ['-' + c for c in word[1:]]
            else:
                raise UsageError(f'unrecognized arguments: {word}\n  inifile: {options.inifile}\n  rootdir: {options.rootdir}')
        else:
            options.paths.append(word)

def _settings(folder):
    import configparser
    for name, section in (('pytest.ini', 'pytest'), ('.pytest.ini', 'pytest'), ('pyproject.toml', 'tool.pytest.ini_options'), ('tox.ini', 'pytest'), ('setup.cfg', 'tool:pytest')):
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            continue
        if name.endswith('.toml'):
            found = _toml(path, section)
        else:
            reader = configparser.RawConfigParser()
            reader.read(path)
            found = dict(reader.items(section)) if reader.has_section(section) else {} if name == 'pytest.ini' else None
        if found is not None:
            return name, found
    return None, {}

def _toml(path, section):
    """The keys of one table: texts, and lists of texts on one line or several."""
    import re
    with open(path) as file:
        text = file.read()
    at = re.search(rf'^\[{re.escape(section)}\]\s*$(.*?)(?=^\[|\Z)', text, re.M | re.S)
    if at is None:
        return None
    found = {}
    for key, value in re.findall(r'^(\w+)\s*=\s*(\[.*?\]|"[^"\n]*"|\'[^\'\n]*\'|\S+)', at.group(1), re.M | re.S):
        words = re.findall(r'"([^"]*)"|\'([^\']*)\'', value)
        found[key] = '\n'.join(a or b for a, b in words) if words else value
    return found

def parse(args):
    options = Options()
    if '--version' in args or '-V' in args:
        import sys
        print(f'pytest {__version__}')
        return None
    if '-h' in args or '--help' in args:
        print('usage: pytest [options] [file_or_dir] [file_or_dir] [...]')
        return None
    options.inifile, options.ini = _settings(options.rootdir)
    for name in ('python_files', 'python_classes', 'python_functions'):
        if options.ini.get(name):
            setattr(options, name, options.ini[name].split())
    _read(options, shlex.split(options.ini.get('addopts', '').replace('\n', ' ')) + shlex.split(os.environ.get('PYTEST_ADDOPTS', '')) + args)
    if options.tbstyle not in ('auto', 'long', 'short', 'line', 'native', 'no'):
        raise UsageError(f"argument --tb: invalid choice: {options.tbstyle!r} (choose from 'auto', 'long', 'short', 'no', 'line', 'native')")
    if not options.paths:
        options.paths = options.ini.get('testpaths', '').split() or ['.']
        options.paths = [p for p in options.paths if os.path.exists(p)] or ['.']
    import sys
    for each in reversed(options.ini.get('pythonpath', '').split()):
        sys.path.insert(0, os.path.join(options.rootdir, each))
    return options
`;
