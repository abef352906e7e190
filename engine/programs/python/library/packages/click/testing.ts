export const clickTestingSource = String.raw`
import io
import os
import sys
import shlex
from click import terminal

class Result:
    def __init__(self, runner, output, stdout, stderr, return_value, exit_code, exception, exc_info=None):
        self.runner, self.output, self.stdout, self.stderr = runner, output, stdout, stderr
        self.return_value, self.exit_code, self.exception, self.exc_info = return_value, exit_code, exception, exc_info
    @property
    def stdout_bytes(self):
        return self.stdout.encode()
    def __repr__(self):
        return f"<Result {repr(self.exception) if self.exception else 'okay'}>"

class _Copied(io.StringIO):
    def __init__(self, whole):
        super().__init__()
        self._whole = whole
    def write(self, text):
        self._whole.append(text)
        return super().write(text)

def _next_line():
    line = sys.stdin.readline()
    if not line:
        raise EOFError()
    return line.rstrip('\r\n')

def _visible(prompt):
    line = _next_line()
    sys.stdout.write(f'{prompt}{line}\n')
    return line

def _hidden(prompt):
    line = _next_line()
    sys.stdout.write(f'{prompt}\n')
    return line

class CliRunner:
    def __init__(self, charset='utf-8', env=None, echo_stdin=False, catch_exceptions=True):
        self.env, self.catch_exceptions = env or {}, catch_exceptions

    def get_default_prog_name(self, cli):
        return cli.name or 'root'

    def invoke(self, cli, args=None, input=None, env=None, catch_exceptions=None, color=False, **extra):
        if isinstance(args, str):
            args = shlex.split(args)
        catch = self.catch_exceptions if catch_exceptions is None else catch_exceptions
        whole, value, exception, info, code = [], None, None, None, 0
        out, err = _Copied(whole), _Copied(whole)
        kept = sys.stdin, sys.stdout, sys.stderr
        text = input.decode() if isinstance(input, bytes) else input or ''
        changed = {**self.env, **(env or {})}
        before = {k: os.environ.get(k) for k in changed}
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(text), out, err
        prompts = terminal.visible_prompt_func, terminal.hidden_prompt_func
        terminal.visible_prompt_func, terminal.hidden_prompt_func = _visible, _hidden
        try:
            self._set(changed)
            name = extra.pop('prog_name', None) or self.get_default_prog_name(cli)
            value = cli.main(args=args or (), prog_name=name, **extra)
        except SystemExit as e:
            info, code = sys.exc_info(), e.code
            code = 0 if code is None else code
            if code != 0:
                exception = e
            if not isinstance(code, int):
                sys.stdout.write(f'{code}\n')
                code = 1
        except Exception as e:
            if not catch:
                raise
            exception, code, info = e, 1, sys.exc_info()
        finally:
            sys.stdin, sys.stdout, sys.stderr = kept
            terminal.visible_prompt_func, terminal.hidden_prompt_func = prompts
            self._set(before)
        return Result(self, ''.join(whole), out.getvalue(), err.getvalue(), value, code, exception, info)

    def _set(self, env):
        for key, value in env.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value

    def isolated_filesystem(self, temp_dir=None):
        return _Isolated(temp_dir)

class _Isolated:
    def __init__(self, temp_dir):
        self.temp_dir = temp_dir
    def __enter__(self):
        import tempfile
        self.before = os.getcwd()
        self.folder = tempfile.mkdtemp(dir=self.temp_dir)
        os.chdir(self.folder)
        return self.folder
    def __exit__(self, *exception):
        import shutil
        os.chdir(self.before)
        if self.temp_dir is None:
            shutil.rmtree(self.folder)
`;
