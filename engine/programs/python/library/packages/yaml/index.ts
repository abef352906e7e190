import type { LibraryModule } from '../../sources.ts';
import { yamlConstructorSource } from './constructor.ts';
import { yamlEmitterSource } from './emitter.ts';
import { yamlErrorsSource } from './errors.ts';
import { yamlParserSource, yamlResolverSource } from './parser.ts';
import { yamlRepresenterSource } from './representer.ts';
import { yamlScalarsSource } from './scalars.ts';
import { yamlScannerSource } from './scanner.ts';

const INIT = `
import io
from yaml.error import *
from yaml.constructor import BaseLoader, FullLoader, Loader, SafeLoader, UnsafeLoader
from yaml.representer import BaseDumper, Dumper, SafeDumper
CLoader, CSafeLoader, CFullLoader, CDumper, CSafeDumper = Loader, SafeLoader, FullLoader, Dumper, SafeDumper
__version__ = '6.0.2'
__with_libyaml__ = True

def load(stream, Loader):
    return Loader(stream).get_single_data()

def load_all(stream, Loader):
    loader = Loader(stream)
    while loader.check_data():
        yield loader.get_data()

def safe_load(stream):
    return load(stream, SafeLoader)

def safe_load_all(stream):
    return load_all(stream, SafeLoader)

def full_load(stream):
    return load(stream, FullLoader)

def full_load_all(stream):
    return load_all(stream, FullLoader)

def unsafe_load(stream):
    return load(stream, UnsafeLoader)

def dump_all(documents, stream=None, Dumper=Dumper, **options):
    given = stream
    if stream is None:
        stream = io.BytesIO() if options.get('encoding') else io.StringIO()
    dumper = Dumper(stream, **options)
    for each in documents:
        dumper.represent(each)
    dumper.emitter.finish()
    if given is None:
        return stream.getvalue()

def dump(data, stream=None, Dumper=Dumper, **options):
    return dump_all([data], stream, Dumper=Dumper, **options)

def safe_dump_all(documents, stream=None, **options):
    return dump_all(documents, stream, Dumper=SafeDumper, **options)

def safe_dump(data, stream=None, **options):
    return dump_all([data], stream, Dumper=SafeDumper, **options)

def add_constructor(tag, constructor, Loader=None):
    for each in (UnsafeLoader, FullLoader, Loader_) if Loader is None else (Loader,):
        each.add_constructor(tag, constructor)

def add_representer(data_type, representer, Dumper=Dumper):
    Dumper.add_representer(data_type, representer)

Loader_ = Loader
`;

const module = (name: string, source: string): readonly [string, LibraryModule] => [
  `yaml.${name}`,
  { kind: 'package', source },
];

export const yamlModules: readonly (readonly [string, LibraryModule])[] = [
  ['yaml', { kind: 'package', source: INIT, isPackage: true, bytes: 3_000_000, importMicroseconds: 20_000 }],
  module('constructor', yamlConstructorSource),
  module('emitter', yamlEmitterSource),
  module('error', yamlErrorsSource),
  module('parser', yamlParserSource),
  module('representer', yamlRepresenterSource),
  module('resolver', yamlResolverSource),
  module('scanner', yamlScalarsSource + yamlScannerSource),
];
