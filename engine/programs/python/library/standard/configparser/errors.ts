/** configparser: its errors */
export const configparserErrors = String.raw`
import os
import re
DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()

class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        super().__init__(msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__

class NoSectionError(Error):
    def __init__(self, section):
        super().__init__(f'No section: {section!r}')
        self.section = section

class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        place = f'While reading from {source!r}' + ('' if lineno is None else f' [line {lineno:2d}]') + ': section ' if source else 'Section '
        super().__init__(f'{place}{section!r} already exists')
        self.section = section

class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        super().__init__(f'While reading from {source!r} [line {lineno:2d}]: option {option!r} in section {section!r} already exists')

class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__(f'No option {option!r} in section: {section!r}')
        self.option, self.section = option, section

class InterpolationError(Error):
    pass

class InterpolationMissingOptionError(InterpolationError):
    pass

class InterpolationSyntaxError(InterpolationError):
    pass

class InterpolationDepthError(InterpolationError):
    pass

class ParsingError(Error):
    def __init__(self, source):
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.errors = []

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line!r}'

class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}')
`;
