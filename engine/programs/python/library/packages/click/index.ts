import type { LibraryModule } from '../../sources.ts';
import { clickCommandsSource } from './commands.ts';
import { clickContextSource } from './context.ts';
import { clickDecoratorsSource, clickGlobalsSource } from './decorators.ts';
import { clickExceptionsSource } from './exceptions.ts';
import { clickFormattingSource } from './formatting.ts';
import { clickGroupsSource } from './groups.ts';
import { clickParametersSource } from './parameters.ts';
import { clickParsingSource } from './parsing.ts';
import { clickTerminalSource } from './terminal.ts';
import { clickTestingSource } from './testing.ts';
import { clickTypesSource } from './types.ts';

const INIT = `
from click.core import Argument, Command, CommandCollection, Context, Group, Option, Parameter
from click.decorators import argument, command, confirmation_option, group, help_option, make_pass_decorator, option, pass_context, pass_obj, password_option, version_option
from click.exceptions import Abort, BadArgumentUsage, BadOptionUsage, BadParameter, ClickException, FileError, MissingParameter, NoSuchOption, UsageError
from click.formatting import HelpFormatter, wrap_text
from click.globals import get_current_context
from click.terminal import clear, confirm, echo, echo_via_pager, format_filename, get_app_dir, get_binary_stream, get_text_stream, open_file, pause, progressbar, prompt, secho, style, unstyle
from click.types import BOOL, FLOAT, INT, STRING, UNPROCESSED, UUID, Choice, DateTime, File, FloatRange, IntRange, ParamType, Path, Tuple
BaseCommand, MultiCommand = Command, Group
__version__ = '8.2.1'
`;

const module = (name: string, source: string): readonly [string, LibraryModule] => [
  `click.${name}`,
  { kind: 'package', source },
];

export const clickModules: readonly (readonly [string, LibraryModule])[] = [
  ['click', { kind: 'package', source: INIT, isPackage: true, bytes: 4_000_000, importMicroseconds: 40_000 }],
  module('core', clickContextSource + clickCommandsSource + clickGroupsSource),
  module('decorators', clickDecoratorsSource),
  module('exceptions', clickExceptionsSource),
  module('formatting', clickFormattingSource),
  module('globals', clickGlobalsSource),
  module('parameters', clickParametersSource),
  module('parsing', clickParsingSource),
  module('terminal', clickTerminalSource),
  module('testing', clickTestingSource),
  module('types', clickTypesSource),
];
