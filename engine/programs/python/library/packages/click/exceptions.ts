export const clickExceptionsSource = String.raw`
import sys

def _joined(names):
    return names if isinstance(names, str) else ' / '.join(repr(n) for n in names)

class ClickException(Exception):
    exit_code = 1
    def __init__(self, message):
        super().__init__(message)
        self.message = message
        self.show_color = None
    def format_message(self):
        return self.message
    def __str__(self):
        return self.message
    def show(self, file=None):
        print(f'Error: {self.format_message()}', file=file or sys.stderr)

class UsageError(ClickException):
    exit_code = 2
    def __init__(self, message, ctx=None):
        super().__init__(message)
        self.ctx = ctx
        self.cmd = ctx.command if ctx is not None else None
    def show(self, file=None):
        file = file or sys.stderr
        if self.ctx is not None:
            hint = ''
            if self.ctx.command.get_help_option(self.ctx) is not None:
                hint = f"Try '{self.ctx.command_path} {self.ctx.help_option_names[0]}' for help.\n"
            print(f'{self.ctx.get_usage()}\n{hint}', file=file)
        print(f'Error: {self.format_message()}', file=file)

class BadParameter(UsageError):
    def __init__(self, message, ctx=None, param=None, param_hint=None):
        super().__init__(message, ctx)
        self.param = param
        self.param_hint = param_hint
    def format_message(self):
        if self.param_hint is not None:
            hint = self.param_hint
        elif self.param is not None:
            hint = self.param.get_error_hint(self.ctx)
        else:
            return f'Invalid value: {self.message}'
        return f'Invalid value for {_joined(hint)}: {self.message}'

class MissingParameter(BadParameter):
    def __init__(self, message=None, ctx=None, param=None, param_hint=None, param_type=None):
        super().__init__(message or '', ctx, param, param_hint)
        self.param_type = param_type
    def format_message(self):
        hint = self.param_hint
        if hint is None and self.param is not None:
            hint = self.param.get_error_hint(self.ctx)
        hint = f' {_joined(hint)}' if hint else ''
        kind = self.param_type or (self.param.param_type_name if self.param is not None else None)
        words = self.message
        more = self.param.type.get_missing_message(self.param, self.ctx) if self.param is not None else None
        if more:
            words = f'{words}. {more}' if words else more
        words = f' {words}' if words else ''
        missing = {'argument': 'Missing argument', 'option': 'Missing option', 'parameter': 'Missing parameter'}
        return f"{missing.get(kind, f'Missing {kind}')}{hint}.{words}"
    def __str__(self):
        return self.message or f'Missing parameter: {self.param.name if self.param else None}'

class NoSuchOption(UsageError):
    def __init__(self, option_name, message=None, possibilities=None, ctx=None):
        super().__init__(message or f'No such option: {option_name}', ctx)
        self.option_name = option_name
        self.possibilities = possibilities
    def format_message(self):
        if not self.possibilities:
            return self.message
        if len(self.possibilities) == 1:
            return f'{self.message} Did you mean {self.possibilities[0]}?'
        return f"{self.message} (Possible options: {', '.join(sorted(self.possibilities))})"

class BadOptionUsage(UsageError):
    def __init__(self, option_name, message, ctx=None):
        super().__init__(message, ctx)
        self.option_name = option_name

class BadArgumentUsage(UsageError):
    pass

class FileError(ClickException):
    def __init__(self, filename, hint=None):
        super().__init__(hint or 'unknown error')
        self.ui_filename = self.filename = filename
    def format_message(self):
        return f"Could not open file '{self.ui_filename}': {self.message}"

class NoArgsIsHelpError(UsageError):
    def __init__(self, ctx):
        super().__init__(ctx.get_help(), ctx)
    def show(self, file=None):
        print(self.format_message(), file=file or sys.stderr)

class Abort(RuntimeError):
    pass

class Exit(RuntimeError):
    def __init__(self, code=0):
        self.exit_code = code
`;
