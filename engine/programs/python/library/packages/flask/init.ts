export const flaskSource = `
from flask.app import Flask
from flask.blueprints import Blueprint
from flask.globals import request, current_app, g, session
from flask.helpers import make_response, url_for, send_from_directory, send_file, flash, get_flashed_messages, stream_with_context, after_this_request, has_request_context
from flask.json import jsonify
from flask.wrappers import Request, Response
from flask.templating import render_template, render_template_string
from werkzeug.exceptions import abort
from werkzeug.utils import redirect
from markupsafe import Markup, escape
import json
__version__ = '3.1.1'
`;
