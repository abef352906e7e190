/** configparser: reading, and what is asked for */
export const configparserParser = String.raw`
class RawConfigParser:
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}
    _interpolation = None

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'), comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_UNSET, converters=None):
        self._sections = {}
        self._defaults = {}
        self.default_section = default_section
        self._delimiters, self._comments, self._inline = delimiters, tuple(comment_prefixes), inline_comment_prefixes or ()
        self._strict, self._allow_no_value = strict, allow_no_value
        if interpolation is not _UNSET:
            self._interpolation = interpolation
        for key, value in (defaults or {}).items():
            self._defaults[self.optionxform(key)] = str(value)

    def optionxform(self, optionstr):
        return optionstr.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **{k: None for k in self._defaults}})

    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, '__fspath__'):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                f = open(name, encoding=encoding)
            except OSError:
                continue
            with f:
                self._read(f, str(name))
            done.append(name)
        return done

    def read_file(self, f, source=None):
        self._read(f, source or getattr(f, 'name', '<???>'))

    def read_string(self, string, source='<string>'):
        self._read(string.splitlines(True), source)

    def read_dict(self, dictionary, source='<dict>'):
        for section, keys in dictionary.items():
            if section != self.default_section and section not in self._sections:
                self.add_section(section)
            for key, value in keys.items():
                self.set(section, key, None if value is None else str(value))

    def _read(self, lines, name):
        section, option, indent, failed = None, None, 0, None
        seen_sections, seen = set(), set()
        for number, line in enumerate(lines, 1):
            text = line.strip()
            if not text or text.startswith(self._comments):
                if not text and option is not None and isinstance(section.get(option), list):
                    section[option].append('')
                continue
            for prefix in self._inline:
                found = re.search(r'\s' + re.escape(prefix), line)
                if found:
                    line = line[:found.start()]
                    text = line.strip()
            depth = len(line) - len(line.lstrip())
            if section is not None and option is not None and depth > indent:
                section[option].append(text)
                continue
            indent = depth
            header = re.match(r'\[(.+)\]', text)
            if header:
                title = header[1]
                if self._strict and title in seen_sections:
                    raise DuplicateSectionError(title, name, number)
                seen_sections.add(title)
                section = self._defaults if title == self.default_section else self._sections.setdefault(title, {})
                section_name, option = title, None
                continue
            if section is None:
                raise MissingSectionHeaderError(name, number, line)
            places = [text.index(d) for d in self._delimiters if d in text]
            if not places and not self._allow_no_value:
                failed = failed or ParsingError(name)
                failed.append(number, line)
                continue
            at = min(places) if places else None
            option = self.optionxform((text if at is None else text[:at]).rstrip())
            if self._strict and (section_name, option) in seen:
                raise DuplicateOptionError(section_name, option, name, number)
            seen.add((section_name, option))
            section[option] = None if at is None else [text[at + 1:].strip()]
        if failed:
            raise failed
        for values in [self._defaults, *self._sections.values()]:
            for key, value in values.items():
                if isinstance(value, list):
                    values[key] = '\n'.join(value).rstrip()

    def _values(self, section):
        if section == self.default_section:
            return dict(self._defaults)
        if section not in self._sections:
            raise NoSectionError(section)
        return {**self._defaults, **self._sections[section]}

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            values = self._values(section)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        if vars:
            values.update({self.optionxform(k): str(v) for k, v in vars.items()})
        name = self.optionxform(option)
        if name not in values:
            if fallback is _UNSET:
                raise NoOptionError(name, section)
            return fallback
        value = values[name]
        return value if raw or value is None else self._interpolated(section, name, value, values, 1)

    def _interpolated(self, section, option, value, values, depth):
        if self._interpolation is None:
            return value
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(f'Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. Raw value: {value!r}')
        isolated = isinstance(self._interpolation, ExtendedInterpolation) or self._interpolation is ExtendedInterpolation
        pattern = r'\$\$|\$\{([^}]+)\}' if isolated else r'%%|%\(([^)]+)\)s|%'
        def put(found):
            key = found[1] if found.re.groups else None
            if found[0] in ('%%', '$$'):
                return found[0][0]
            if key is None:
                raise InterpolationSyntaxError(f"'%' must be followed by '%' or '(', found: {value[found.start():]!r}")
            source, where = values, section
            if isolated and ':' in key:
                where, key = key.split(':', 1)
                source = self._values(where)
            name = self.optionxform(key)
            if name not in source:
                raise InterpolationMissingOptionError(f'Bad value substitution: option {option!r} in section {section!r} contains an interpolation key {key!r} which is not a valid option name. Raw value: {value!r}')
            return self._interpolated(where, name, source[name], source, depth + 1)
        return re.sub(pattern, put, value)

    def _converted(self, convert, section, option, fallback, kwargs):
        value = self.get(section, option, fallback=_UNSET if fallback is _UNSET else _MISSING, **kwargs)
        return fallback if value is _MISSING else convert(value)

    def getint(self, section, option, *, fallback=_UNSET, **kwargs):
        return self._converted(int, section, option, fallback, kwargs)

    def getfloat(self, section, option, *, fallback=_UNSET, **kwargs):
        return self._converted(float, section, option, fallback, kwargs)

    def getboolean(self, section, option, *, fallback=_UNSET, **kwargs):
        return self._converted(self._truth, section, option, fallback, kwargs)

    def _truth(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f'Not a boolean: {value}')
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return [(name, self[name]) for name in self]
        return [(k, self.get(section, k, raw=raw, vars=vars)) for k in self._values(section)]

    def has_option(self, section, option):
        if section == self.default_section:
            return self.optionxform(option) in self._defaults
        return section in self._sections and self.optionxform(option) in self._values(section)

    def set(self, section, option, value=None):
        if value is not None and not isinstance(value, str):
            raise TypeError('option values must be strings')
        if section == self.default_section:
            self._defaults[self.optionxform(option)] = value
        elif section not in self._sections:
            raise NoSectionError(section)
        else:
            self._sections[section][self.optionxform(option)] = value

    def remove_option(self, section, option):
        if section not in self._sections and section != self.default_section:
            raise NoSectionError(section)
        values = self._defaults if section == self.default_section else self._sections[section]
        return values.pop(self.optionxform(option), _MISSING) is not _MISSING

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        mark = ' = ' if space_around_delimiters else '='
        for name, values in [(self.default_section, self._defaults), *self._sections.items()]:
            if name == self.default_section and not values:
                continue
            fp.write(f'[{name}]\n')
            for key, value in values.items():
                fp.write(key + ('' if value is None else mark + str(value).replace('\n', '\n\t')) + '\n')
            fp.write('\n')

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        if key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if not self.remove_section(key):
            raise KeyError(key)

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return iter([self.default_section, *self._sections])

_MISSING = object()

class ConfigParser(RawConfigParser):
    _interpolation = BasicInterpolation()

SafeConfigParser = ConfigParser
`;
