export const loggingHandlersSource = `
import logging

class RotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False):
        logging.FileHandler.__init__(self, filename, mode)

class TimedRotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None):
        logging.FileHandler.__init__(self, filename)
`;
