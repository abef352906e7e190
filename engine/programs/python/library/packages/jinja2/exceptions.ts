export const jinja2ExceptionsSource = `
class TemplateError(Exception):
    pass

class TemplateNotFound(LookupError, TemplateError):
    def __init__(self, name, message=None):
        super().__init__(name)
        self.name = name
        self.message = message or name
    def __str__(self):
        return str(self.message)

class TemplateSyntaxError(TemplateError):
    pass

class UndefinedError(TemplateError):
    pass
TemplateNotFound.__module__ = TemplateSyntaxError.__module__ = UndefinedError.__module__ = 'jinja2.exceptions'
`;
