/** A package of PyPI. */
export interface PythonPackage {
  /** Its name as its author writes it. */
  readonly title: string;
  /** The newest version. */
  readonly version: string;
  readonly kilobytes: number;
  /** Compiled: its wheels are for one version of Python and one machine. */
  readonly compiled: boolean;
  /** Requirements, e.g. `click>=8.1.3`. */
  readonly needs: readonly string[];
  readonly commands: readonly string[];
  readonly summary: string;
}

/** title version kilobytes pure|compiled needs commands summary */
const rows = `
aiohttp 3.12.13 1700 compiled aiohappyeyeballs>=2.5.0,aiosignal>=1.1.2,attrs>=17.3.0,frozenlist>=1.1.1,multidict<7.0,>=4.5,yarl<2.0,>=1.17.0 - Async http client/server framework (asyncio)
aiohappyeyeballs 2.6.1 15 pure - - Happy Eyeballs for asyncio
aiosignal 1.4.0 8 pure frozenlist>=1.1.0 - aiosignal: a list of registered asynchronous callbacks
alembic 1.16.2 242 pure SQLAlchemy>=1.4.0,Mako,typing-extensions>=4.12 alembic A database migration tool for SQLAlchemy.
amqp 5.3.1 50 pure vine>=5.0.0 - Low-level AMQP client for Python (fork of amqplib).
annotated-types 0.7.0 13 pure - - Reusable constraint types to use with typing.Annotated
anyio 4.9.0 100 pure idna>=2.8,sniffio>=1.1 - High level compatibility layer for multiple asynchronous event loop implementations
asgiref 3.9.1 23 pure - - ASGI specs, helper code, and adapters
attrs 25.3.0 63 pure - - Classes Without Boilerplate
beautifulsoup4 4.13.4 187 pure soupsieve>1.2,typing-extensions>=4.0.0 - Screen-scraping library
billiard 4.2.1 86 pure - - Python multiprocessing fork with improvements and bugfixes
black 25.1.0 1700 compiled click>=8.0.0,mypy-extensions>=0.4.3,packaging>=22.0,pathspec>=0.9.0,platformdirs>=2 black The uncompromising code formatter.
blinker 1.9.0 8 pure - - Fast, simple object-to-object and broadcast signaling
boto3 1.39.4 139 pure botocore<1.40.0,>=1.39.4,jmespath<2.0.0,>=0.7.1,s3transfer<0.14.0,>=0.13.0 - The AWS SDK for Python
botocore 1.39.4 13800 pure jmespath<2.0.0,>=0.7.1,python-dateutil<3.0.0,>=2.1,urllib3!=2.2.0,<3,>=1.25.4 - Low-level, data-driven core of boto 3.
celery 5.5.3 438 pure billiard<5.0,>=4.2.1,kombu<5.6,>=5.5.2,vine<6.0,>=5.1.0,click<9.0,>=8.1.2,python-dateutil>=2.8.2 celery Distributed Task Queue.
certifi 2025.7.9 159 pure - - Python package for providing Mozilla's CA Bundle.
cffi 1.17.1 479 compiled pycparser - Foreign Function Interface for Python calling C code.
charset-normalizer 3.4.2 148 compiled - normalizer The Real First Universal Charset Detector.
click 8.2.1 102 pure - - Composable command line interface toolkit
colorama 0.4.6 25 pure - - Cross-platform colored terminal text.
contourpy 1.3.2 323 compiled numpy>=1.23 - Python library for calculating contours of 2D quadrilateral grids
coverage 7.9.2 242 compiled - coverage Code coverage measurement for Python
cryptography 45.0.5 4500 compiled cffi>=1.14 - cryptography is a package which provides cryptographic recipes and primitives to Python developers.
cycler 0.12.1 8 pure - - Composable style cycles
Django 5.2.4 8300 pure asgiref<4,>=3.8.1,sqlparse>=0.3.1 django-admin A high-level Python web framework that encourages rapid development and clean, pragmatic design.
djangorestframework 3.16.0 1100 pure django>=4.2 - Web APIs for Django, made easy.
dnspython 2.7.0 313 pure - - DNS toolkit
docker 7.1.0 147 pure requests>=2.26.0,urllib3>=1.26.0 - A Python library for the Docker Engine API.
exceptiongroup 1.3.0 17 pure - - Backport of PEP 654 (exception groups)
fastapi 0.116.1 95 pure starlette<0.48.0,>=0.40.0,pydantic!=1.8,<3.0.0,>=1.7.4,typing-extensions>=4.8.0 fastapi FastAPI framework, high performance, easy to learn, fast to code, ready for production
flake8 7.3.0 58 pure mccabe<0.8.0,>=0.7.0,pycodestyle<2.15.0,>=2.14.0,pyflakes<3.5.0,>=3.4.0 flake8 the modular source code checker: pep8 pyflakes and co
Flask 3.1.1 103 pure blinker>=1.9.0,click>=8.1.3,itsdangerous>=2.2.0,jinja2>=3.1.2,markupsafe>=2.1.1,werkzeug>=3.1.0 flask A simple framework for building complex web applications.
Flask-Cors 6.0.1 13 pure flask>=0.9,Werkzeug>=0.7 - A Flask extension simplifying CORS support
Flask-SQLAlchemy 3.1.1 25 pure flask>=2.2.5,sqlalchemy>=2.0.16 - Add SQLAlchemy support to your Flask application.
fonttools 4.58.5 4900 compiled - fonttools Tools to manipulate font files
frozenlist 1.7.0 235 compiled - - A list-like structure which implements collections.abc.MutableSequence
gevent 25.5.1 2100 compiled greenlet>=3.2.2,zope.event,zope.interface - Coroutine-based network library
greenlet 3.2.3 605 compiled - - Lightweight in-process concurrent programming
gunicorn 23.0.0 85 pure packaging gunicorn WSGI HTTP Server for UNIX
h11 0.16.0 37 pure - - A pure-Python, bring-your-own-I/O implementation of HTTP/1.1
httpcore 1.0.9 78 pure certifi,h11>=0.16 - A minimal low-level HTTP client.
httpx 0.28.1 73 pure anyio,certifi,httpcore==1.*,idna - The next generation HTTP client.
idna 3.10 70 pure - - Internationalized Domain Names in Applications (IDNA)
iniconfig 2.1.0 6 pure - - brain-dead simple config-ini parsing
itsdangerous 2.2.0 16 pure - - Safely pass data to untrusted environments and back.
Jinja2 3.1.6 134 pure MarkupSafe>=2.0 - A very fast and expressive template engine.
jmespath 1.0.1 20 pure - - JSON Matching Expressions
joblib 1.5.1 307 pure - - Lightweight pipelining with Python functions
kiwisolver 1.4.8 1500 compiled - - A fast implementation of the Cassowary constraint solver
kombu 5.5.4 210 pure amqp<6.0.0,>=5.1.1,vine==5.1.0,packaging - Messaging library for Python.
kubernetes 33.1.0 1900 pure certifi>=14.05.14,six>=1.9.0,python-dateutil>=2.5.3,pyyaml>=5.4.1,requests,urllib3>=1.24.2 - Kubernetes python client
lxml 6.0.0 5200 compiled - - Powerful and Pythonic XML processing library
Mako 1.3.10 78 pure MarkupSafe>=0.9.2 mako-render A super-fast templating language
MarkupSafe 3.0.2 23 compiled - - Safely add untrusted strings to HTML/XML markup.
matplotlib 3.10.3 8600 compiled contourpy>=1.0.1,cycler>=0.10,fonttools>=4.22.0,kiwisolver>=1.3.1,numpy>=1.23,packaging>=20.0,pillow>=8,pyparsing>=2.3.1,python-dateutil>=2.7 - Python plotting package
mccabe 0.7.0 7 pure - - McCabe checker, plugin for flake8
multidict 6.6.3 256 compiled - - multidict implementation
mypy 1.16.1 12600 compiled typing-extensions>=4.6.0,mypy-extensions>=1.0.0,pathspec>=0.9.0 mypy Optional static typing for Python
mypy-extensions 1.1.0 5 pure - - Type system extensions for programs checked with the mypy type checker.
mysql-connector-python 9.3.0 33900 compiled - - A self-contained Python driver for communicating with MySQL servers
mysqlclient 2.2.7 91 compiled - - Python interface to MySQL
numpy 2.3.1 16600 compiled - f2py Fundamental package for array computing in Python
packaging 25.0 66 pure - - Core utilities for Python packages
pandas 2.3.1 12000 compiled numpy>=1.26.0,python-dateutil>=2.8.2,pytz>=2020.1,tzdata>=2022.7 - Powerful data structures for data analysis, time series, and statistics
pathspec 0.12.1 31 pure - - Utility library for gitignore style pattern matching of file paths.
pika 1.3.2 155 pure - - Pika Python AMQP Client Library
pillow 11.3.0 6600 compiled - - Python Imaging Library (Fork)
pip 25.1.1 1800 pure - pip The PyPA recommended tool for installing Python packages.
platformdirs 4.3.8 18 pure - - A small Python package for determining appropriate platform-specific dirs
pluggy 1.6.0 20 pure - - plugin and hook calling mechanisms for python
prometheus-client 0.22.1 58 pure - - Python client for the Prometheus monitoring system.
propcache 0.3.2 224 compiled - - Accelerated property cache
psutil 7.0.0 277 compiled - - Cross-platform lib for process and system monitoring in Python.
psycopg 3.2.9 202 pure typing-extensions>=4.6 - PostgreSQL database adapter for Python
psycopg2 2.9.10 385 compiled - - psycopg2 - Python-PostgreSQL Database Adapter
psycopg2-binary 2.9.10 3000 compiled - - psycopg2 - Python-PostgreSQL Database Adapter
pycodestyle 2.14.0 31 pure - pycodestyle Python style guide checker
pycparser 2.22 117 pure - - C parser in Python
pydantic 2.11.7 444 pure annotated-types>=0.6.0,pydantic-core==2.33.2,typing-extensions>=4.12.2,typing-inspection>=0.4.0 - Data validation using Python type hints
pydantic_core 2.33.2 2000 compiled typing-extensions!=4.7.0,>=4.6.0 - Core functionality for Pydantic validation and serialization
pyflakes 3.4.0 63 pure - pyflakes passive checker of Python programs
Pygments 2.19.2 1200 pure - pygmentize Pygments is a syntax highlighting package written in Python.
PyJWT 2.10.1 22 pure - - JSON Web Token implementation in Python
pymongo 4.13.2 1400 compiled dnspython<3.0.0,>=1.16.0 - Python driver for MongoDB
PyMySQL 1.1.1 44 pure - - Pure Python MySQL Driver
pyparsing 3.2.3 111 pure - - pyparsing module - Classes and methods to define and execute parsing grammars
pytest 8.4.1 365 pure iniconfig>=1,packaging>=20,pluggy<2,>=1.5,pygments>=2.7.2 pytest pytest: simple powerful testing with Python
pytest-cov 6.2.1 24 pure pytest>=6.2.5,coverage>=7.5,pluggy>=1.2 - Pytest plugin for measuring coverage.
python-dateutil 2.9.0.post0 229 pure six>=1.5 - Extensions to the standard Python datetime module
python-dotenv 1.1.1 20 pure - dotenv Read key-value pairs from a .env file and set them as environment variables
python-multipart 0.0.20 24 pure - - A streaming multipart parser for Python
pytz 2025.2 509 pure - - World timezone definitions, modern and historical
PyYAML 6.0.2 767 compiled - - YAML parser and emitter for Python
redis 6.2.0 278 pure - - Python client for Redis database and key-value store
requests 2.32.4 64 pure charset-normalizer<4,>=2,idna<4,>=2.5,urllib3<3,>=1.21.1,certifi>=2017.4.17 - Python HTTP for Humans.
s3transfer 0.13.0 85 pure botocore<2.0a.0,>=1.37.4 - An Amazon S3 Transfer Manager
scikit-learn 1.7.0 12500 compiled numpy>=1.22.0,scipy>=1.8.0,joblib>=1.2.0,threadpoolctl>=3.1.0 - A set of python modules for machine learning and data mining
scipy 1.16.0 35000 compiled numpy<2.6,>=1.25.2 - Fundamental algorithms for scientific computing in Python
setuptools 80.9.0 1200 pure - - Easily download, build, install, upgrade, and uninstall Python packages
six 1.17.0 11 pure - - Python 2 and 3 compatibility utilities
sniffio 1.3.1 10 pure - - Sniff out which async library your code is running under
soupsieve 2.7 36 pure - - A modern CSS selector implementation for Beautiful Soup.
SQLAlchemy 2.0.41 3300 compiled greenlet>=1,typing-extensions>=4.6.0 - Database Abstraction Library
sqlparse 0.5.3 44 pure - sqlformat A non-validating SQL parser.
starlette 0.47.1 73 pure anyio<5,>=3.6.2 - The little ASGI library that shines.
threadpoolctl 3.6.0 18 pure - - threadpoolctl
tornado 6.5.1 443 compiled - - Tornado is a Python web framework and asynchronous networking library
tqdm 4.67.1 78 pure - tqdm Fast, Extensible Progress Meter
typing-inspection 0.4.1 14 pure typing-extensions>=4.12.0 - Runtime typing introspection tools
typing_extensions 4.14.1 43 pure - - Backported and Experimental Type Hints for Python 3.9+
tzdata 2025.2 347 pure - - Provider of IANA time zone data
urllib3 2.5.0 129 pure - - HTTP library with thread-safe connection pooling, file post, and more.
uvicorn 0.35.0 66 pure click>=7.0,h11>=0.8 uvicorn The lightning-fast ASGI server.
uWSGI 2.0.30 810 compiled - uwsgi The uWSGI server
vine 5.1.0 9 pure - - Python promises.
virtualenv 20.31.2 6100 pure platformdirs<5,>=3.9.1 virtualenv Virtual Python Environment builder
waitress 3.0.2 56 pure - waitress-serve Waitress WSGI server
Werkzeug 3.1.3 224 pure MarkupSafe>=2.1.1 - The comprehensive WSGI web application library.
wheel 0.45.1 72 pure - wheel A built-package format for Python
yarl 1.20.1 355 compiled idna>=2.0,multidict>=4.0,propcache>=0.2.1 - Yet another URL library
zope.event 5.1 6 pure - - Very basic event publishing system
zope.interface 7.2 264 compiled - - Interfaces for Python
`;

let table: ReadonlyMap<string, PythonPackage> | undefined;

/** By its name, in whatever way that is written. */
export function pythonPackage(name: string): PythonPackage | undefined {
  table ??= new Map(
    rows
      .trim()
      .split('\n')
      .map((row) => {
        const found = parseRow(row);
        return [normalName(found.title), found] as const;
      }),
  );
  return table.get(normalName(name));
}

function parseRow(row: string): PythonPackage {
  const [title = '', version = '', kilobytes = '', kind, needs = '', commands = '', ...summary] =
    row.split(' ');
  return {
    title,
    version,
    kilobytes: Number(kilobytes),
    compiled: kind === 'compiled',
    needs: needs === '-' ? [] : needs.split(/,(?=[A-Za-z])/),
    commands: commands === '-' ? [] : commands.split(','),
    summary: summary.join(' '),
  };
}

/** PEP 503: `Flask_SQLAlchemy` is `flask-sqlalchemy`. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
