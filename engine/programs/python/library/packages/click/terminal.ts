export const clickTerminalSource = String.raw`
import re
import sys
from click.exceptions import Abort, UsageError
from click.globals import get_current_context
from click.types import Choice, convert_type

_COLORS = {'black': 30, 'red': 31, 'green': 32, 'yellow': 33, 'blue': 34, 'magenta': 35, 'cyan': 36, 'white': 37, 'reset': 39, 'bright_black': 90, 'bright_red': 91, 'bright_green': 92, 'bright_yellow': 93, 'bright_blue': 94, 'bright_magenta': 95, 'bright_cyan': 96, 'bright_white': 97}
_MARKS = (('bold', 1, 22), ('dim', 2, 22), ('underline', 4, 24), ('overline', 53, 55), ('italic', 3, 23), ('blink', 5, 25), ('reverse', 7, 27), ('strikethrough', 9, 29))

def unstyle(text):
    return re.sub(r'\033\[[;?0-9]*[a-zA-Z]', '', text)

def _color(value, offset=0):
    if isinstance(value, int):
        return f'{38 + offset};5;{value}'
    if isinstance(value, (tuple, list)):
        r, g, b = value
        return f'{38 + offset};2;{r:d};{g:d};{b:d}'
    return str(_COLORS[value] + offset)

def style(text, fg=None, bg=None, reset=True, **marks):
    bits = []
    for value, offset, word in ((fg, 0, 'color'), (bg, 10, 'color')):
        if value:
            try:
                bits.append(f'\033[{_color(value, offset)}m')
            except KeyError:
                raise TypeError(f'Unknown color {value!r}') from None
    for name, on, off in _MARKS:
        if marks.get(name) is not None:
            bits.append(f'\033[{on if marks[name] else off}m')
    return ''.join(bits) + str(text) + ('\033[0m' if reset else '')

def _keeps_colors(file, color):
    if color is None:
        ctx = get_current_context(silent=True)
        color = ctx.color if ctx is not None else None
    if color is None:
        return bool(getattr(file, 'isatty', None) and file.isatty())
    return color

def echo(message=None, file=None, nl=True, err=False, color=None):
    if file is None:
        file = sys.stderr if err else sys.stdout
    if isinstance(message, (bytes, bytearray)):
        file.flush()
        file.buffer.write(bytes(message) + (b'\n' if nl else b''))
        file.buffer.flush()
        return
    text = ('' if message is None else str(message)) + ('\n' if nl else '')
    if text and not _keeps_colors(file, color):
        text = unstyle(text)
    file.write(text)
    file.flush()

def secho(message=None, file=None, nl=True, err=False, color=None, **styles):
    if message is not None and not isinstance(message, (bytes, bytearray)):
        message = style(message, **styles)
    echo(message, file=file, nl=nl, err=err, color=color)

def echo_via_pager(text_or_generator, color=None):
    text = text_or_generator() if callable(text_or_generator) else text_or_generator
    echo(text if isinstance(text, str) else ''.join(map(str, text)))

def clear():
    if sys.stdout.isatty():
        echo('\033[2J\033[1;1H', nl=False)

def pause(info=None, err=False):
    if sys.stdin.isatty() and sys.stdout.isatty():
        echo('Press any key to continue...' if info is None else info, nl=False, err=err)
        sys.stdin.readline()

def _read_hidden(text):
    from getpass import getpass
    return getpass(text)

# A test runner puts others here, which show what they read.
visible_prompt_func, hidden_prompt_func = input, _read_hidden

def _ask(text, hidden, err):
    try:
        if hidden:
            return hidden_prompt_func(text)
        echo(text, nl=False, err=err)
        return visible_prompt_func('')
    except (KeyboardInterrupt, EOFError):
        if hidden:
            echo(err=err)
        raise Abort() from None

def _question(text, suffix, show_default, default, show_choices, kind):
    if kind is not None and show_choices and isinstance(kind, Choice):
        text += f" ({', '.join(map(str, kind.choices))})"
    if default is not None and show_default:
        text = f'{text} [{default}]'
    return text + suffix

def prompt(text, default=None, hide_input=False, confirmation_prompt=False, type=None, value_proc=None, prompt_suffix=': ', show_default=True, err=False, show_choices=True):
    if value_proc is None:
        value_proc = convert_type(type, default)
    question = _question(text, prompt_suffix, show_default, default, show_choices, type)
    if confirmation_prompt is True:
        confirmation_prompt = 'Repeat for confirmation'
    again = confirmation_prompt and _question(confirmation_prompt, prompt_suffix, False, None, False, None)
    while True:
        while True:
            value = _ask(question, hide_input, err)
            if value:
                break
            if default is not None:
                value = default
                break
        try:
            result = value_proc(value)
        except UsageError as e:
            echo('Error: The value you entered was invalid.' if hide_input else f'Error: {e.message}', err=err)
            continue
        if not confirmation_prompt:
            return result
        while True:
            second = _ask(again, hide_input, err)
            if second or value == '':
                break
        if value == second:
            return result
        echo('Error: The two entered values do not match.', err=err)

def confirm(text, default=False, abort=False, prompt_suffix=': ', show_default=True, err=False):
    marks = 'y/n' if default is None else 'Y/n' if default else 'y/N'
    question = f'{text} [{marks}]{prompt_suffix}' if show_default else text + prompt_suffix
    while True:
        value = _ask(question, False, err).lower().strip()
        if value in ('y', 'yes'):
            found = True
        elif value in ('n', 'no'):
            found = False
        elif default is not None and value == '':
            found = default
        else:
            echo('Error: invalid input', err=err)
            continue
        if abort and not found:
            raise Abort()
        return found

class _Progress:
    def __init__(self, iterable, length, label):
        self.iterable = iterable if iterable is not None else range(length or 0)
        self.length = length if length is not None else len(self.iterable) if hasattr(self.iterable, '__len__') else None
        self.label, self.pos = label or '', 0
    def __enter__(self):
        self._draw()
        return self
    def __exit__(self, *exception):
        if sys.stdout.isatty():
            echo('\033[?25h')
    def _draw(self):
        if not sys.stdout.isatty():
            if self.label and self.pos == 0:
                echo(self.label)
            return
        share = min(self.pos / self.length, 1) if self.length else 0
        filled = int(share * 36)
        bar = '#' * filled + '-' * (36 - filled)
        echo(f'\r\033[?25l{self.label}  [{bar}]  {int(share * 100):3}%\033[K', nl=False)
    def update(self, n_steps, current_item=None):
        self.pos += n_steps
        self._draw()
    def __iter__(self):
        for each in self.iterable:
            yield each
            self.update(1)

def progressbar(iterable=None, length=None, label=None, **kwargs):
    return _Progress(iterable, length, label)

def open_file(filename, mode='r', encoding=None, errors='strict', lazy=False, atomic=False):
    if filename == '-':
        return sys.stdin if 'r' in mode else sys.stdout
    return open(filename, mode, encoding=encoding)

def format_filename(filename, shorten=False):
    import os
    name = os.path.basename(filename) if shorten else filename
    return os.fsdecode(name) if isinstance(name, bytes) else str(name)

def get_text_stream(name, encoding=None, errors='strict'):
    return getattr(sys, name)

def get_binary_stream(name):
    return getattr(sys, name).buffer

def get_app_dir(app_name, roaming=True, force_posix=False):
    import os
    name = '-'.join(app_name.split()).lower()
    if force_posix:
        return os.path.join(os.path.expanduser(f'~/.{name}'))
    return os.path.join(os.environ.get('XDG_CONFIG_HOME') or os.path.expanduser('~/.config'), name)
`;
