export const loggingConfigSource = String.raw`
import logging
import logging.handlers
import sys

def _resolve(name):
    import importlib
    parts = name.split('.')
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module('.'.join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    raise ValueError(f'Cannot resolve {name!r}: No module named {parts[0]!r}')

def _value(text, config):
    if not isinstance(text, str):
        return text
    if text.startswith('ext://'):
        return _resolve(text[6:])
    if text.startswith('cfg://'):
        found = config
        for part in text[6:].split('.'):
            found = found[part]
        return found
    return text

def _made(settings, config, default):
    settings = {k: _value(v, config) for k, v in settings.items()}
    maker = settings.pop('()', None) or settings.pop('class', None) or default
    if isinstance(maker, str):
        maker = _resolve(maker)
    return maker(**settings)

def _formatter(settings, config):
    if '()' in settings:
        return _made(settings, config, None)
    kind = _resolve(settings['class']) if 'class' in settings else logging.Formatter
    return kind(settings.get('format'), settings.get('datefmt'), settings.get('style', '%'))

def _handler(settings, config, formatters, filters):
    settings = dict(settings)
    formatter, level, own = (settings.pop(k, None) for k in ('formatter', 'level', 'filters'))
    made = _made(settings, config, None)
    if formatter is not None:
        made.setFormatter(formatters[formatter])
    if level is not None:
        made.setLevel(level)
    for each in own or ():
        made.addFilter(filters[each])
    return made

def _each(kind, given, make):
    made = {}
    for name, settings in given.items():
        try:
            made[name] = make(settings)
        except Exception as e:
            raise ValueError(f'Unable to configure {kind} {name!r}') from e
    return made

def _configure(logger, settings, handlers, filters):
    if settings.get('level') is not None:
        logger.setLevel(settings['level'])
    for each in list(logger.handlers):
        logger.removeHandler(each)
    for each in settings.get('handlers', ()):
        logger.addHandler(handlers[each])
    for each in settings.get('filters', ()):
        logger.addFilter(filters[each])

def dictConfig(config):
    if 'version' not in config:
        raise ValueError("dictionary doesn't specify a version")
    if config['version'] != 1:
        raise ValueError(f"Unsupported version: {config['version']}")
    formatters = _each('formatter', config.get('formatters', {}), lambda s: _formatter(s, config))
    filters = _each('filter', config.get('filters', {}), lambda s: _made(s, config, logging.Filter))
    handlers = _each('handler', config.get('handlers', {}), lambda s: _handler(s, config, formatters, filters))
    loggers = config.get('loggers', {})
    if config.get('disable_existing_loggers', True) and not config.get('incremental'):
        for name, logger in logging.root.manager.loggerDict.items():
            if not any(name == each or name.startswith(each + '.') for each in loggers):
                logger.disabled = True
    for name, settings in loggers.items():
        try:
            logger = logging.getLogger(name)
            logger.disabled = False
            logger.propagate = settings.get('propagate', True)
            _configure(logger, settings, handlers, filters)
        except Exception as e:
            raise ValueError(f'Unable to configure logger {name!r}') from e
    if 'root' in config:
        try:
            _configure(logging.getLogger(), config['root'], handlers, filters)
        except Exception as e:
            raise ValueError('Unable to configure root logger') from e

def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    import configparser
    parser = fname
    if not isinstance(fname, configparser.RawConfigParser):
        parser = configparser.ConfigParser(defaults)
        if hasattr(fname, 'readline'):
            parser.read_file(fname)
        elif not parser.read(fname):
            raise FileNotFoundError(f"{fname} doesn't exist")
    names = lambda section: [n.strip() for n in parser[section]['keys'].split(',') if n.strip()]
    formatters = {}
    for name in names('formatters'):
        section = parser[f'formatter_{name}']
        formatters[name] = logging.Formatter(section.get('format', raw=True), section.get('datefmt', raw=True, fallback=None), section.get('style', fallback='%'))
    handlers = {}
    for name in names('handlers'):
        section = parser[f'handler_{name}']
        known = {**vars(logging), **vars(logging.handlers), 'handlers': logging.handlers, 'sys': sys, 'logging': logging}
        made = eval(section['class'], known)(*eval(section.get('args', fallback='()'), known))
        if section.get('formatter'):
            made.setFormatter(formatters[section['formatter']])
        if section.get('level'):
            made.setLevel(section['level'])
        handlers[name] = made
    for name in names('loggers'):
        section = parser[f'logger_{name}']
        logger = logging.getLogger(None if name == 'root' else section['qualname'])
        logger.propagate = section.getint('propagate', fallback=1)
        own = [n.strip() for n in section['handlers'].split(',') if n.strip()]
        _configure(logger, {'level': section.get('level'), 'handlers': own}, handlers, {})
`;
