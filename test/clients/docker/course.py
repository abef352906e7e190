"""What a course does with docker-py. Prints what came of each part as JSON, by its name."""

import io
import json
import sys
import tarfile
import traceback

import docker
from docker.errors import APIError, BuildError, ContainerError, ImageNotFound, NotFound

client = docker.from_env()
parts = []


def part(function):
    parts.append(function)
    return function


def refusal(kind, call):
    try:
        call()
    except kind as error:
        return getattr(error, 'explanation', None) or str(error)
    return 'nothing was refused'


@part
def daemon():
    return [client.ping(), client.version()['ApiVersion'], client.info()['OSType']]


@part
def pull():
    image = client.images.pull('alpine', tag='latest')
    return [image.tags, [tag for found in client.images.list('alpine') for tag in found.tags]]


@part
def run():
    said = client.containers.run('alpine', ['sh', '-c', 'echo $WHO; hostname'], environment={'WHO': 'ada'},
                                 hostname='lab', remove=True)
    return said.decode()


@part
def failing_run():
    try:
        client.containers.run('alpine', ['sh', '-c', 'echo broken >&2; exit 3'], remove=True)
    except ContainerError as error:
        return [error.exit_status, error.stderr.decode()]


@part
def life():
    container = client.containers.run('alpine', 'sleep 1000', name='life', detach=True, labels={'lab': '1'})
    states = []
    for change in ('pause', 'unpause', 'stop', 'start', 'restart', 'kill'):
        getattr(container, change)()
        container.reload()
        states.append(container.status)
    container.rename('lives')
    code = container.wait()['StatusCode']
    container.remove()
    return [states, code, refusal(NotFound, lambda: client.containers.get('lives'))]


@part
def filters():
    one = client.containers.create('alpine', 'true', labels={'lab': '2', 'part': 'one'})
    two = client.containers.create('alpine', 'true', labels={'lab': '2', 'part': 'two'})
    found = {
        text: len(client.containers.list(all=True, filters={'label': text}))
        for text in ('lab=2', 'part=one', 'nope')
    }
    both = client.containers.list(all=True, filters={'label': ['lab=2', 'part=two']})
    pruned = client.containers.prune(filters={'label': ['lab=2']})['ContainersDeleted']
    return [found, [each.id for each in both] == [two.id], sorted(pruned) == sorted([one.id, two.id])]


@part
def execs():
    container = client.containers.run('alpine', 'sleep 1000', detach=True)
    plain = container.exec_run('cat /nope')
    apart = container.exec_run(['sh', '-c', 'echo out; echo err >&2'], demux=True)
    terminal = container.exec_run(['sh', '-c', 'echo $X'], tty=True, environment={'X': 'y'}, user='nobody')
    unknown = refusal(APIError, lambda: container.exec_run('id', user='nope'))
    container.remove(force=True)
    return [plain.exit_code, plain.output.decode(), [each.decode() for each in apart.output],
            terminal.output.decode(), unknown]


@part
def logs():
    container = client.containers.run('alpine', ['sh', '-c', 'echo one; echo two >&2; echo three'], detach=True)
    container.wait()
    said = [container.logs().decode(), container.logs(stderr=False).decode(), container.logs(tail=1).decode(),
            b''.join(container.logs(stream=True, follow=True)).decode()]
    container.remove()
    silent = client.containers.run('alpine', 'true', detach=True, log_config={'Type': 'none'})
    said.append(refusal(APIError, silent.logs))
    silent.remove(force=True)
    return said


@part
def typing():
    container = client.containers.create('alpine', 'cat', tty=True, stdin_open=True)
    connection = container.attach_socket(params={'stdin': 1, 'stdout': 1, 'stream': 1, 'detachKeys': 'ctrl-x,x'})
    container.start()
    connection._sock.sendall(b'typed\n')
    said = b''
    while said.count(b'\n') < 2:
        said += connection._sock.recv(100)
    connection._sock.sendall(b'\x18x')
    rest = connection._sock.recv(100)
    container.reload()
    status = container.status
    container.remove(force=True)
    return [said.decode(), rest.decode(), status]


@part
def files():
    container = client.containers.create('alpine', 'cat /srv/note')
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode='w') as archive:
        entry = tarfile.TarInfo('note')
        entry.size = 5
        archive.addfile(entry, io.BytesIO(b'hello'))
    container.put_archive('/srv', packed.getvalue())
    chunks, about = container.get_archive('/srv/note')
    with tarfile.open(fileobj=io.BytesIO(b''.join(chunks))) as archive:
        text = archive.extractfile('note').read().decode()
    changes = [(each['Path'], each['Kind']) for each in container.diff()]
    image = container.commit('noted', 'v1')
    container.remove()
    said = client.containers.run('noted:v1', remove=True).decode()
    client.images.remove('noted:v1')
    return [text, about['name'], about['size'], changes, image.tags, said]


@part
def volumes():
    volume = client.volumes.create('data', labels={'lab': '3'})
    client.containers.run('alpine', ['sh', '-c', 'mkdir /d/sub; echo kept > /d/sub/f'], remove=True,
                          volumes={'data': {'bind': '/d', 'mode': 'rw'}})
    mount = docker.types.Mount('/m', 'data', read_only=True)
    mount['VolumeOptions'] = {'Subpath': 'sub'}
    said = client.containers.run('alpine', 'cat /m/f', remove=True, mounts=[mount]).decode()
    found = [each.name for each in client.volumes.list(filters={'label': 'lab=3'})]
    volume.remove()
    return [said, found, refusal(NotFound, lambda: client.volumes.get('data'))]


@part
def networks():
    network = client.networks.create('lan', driver='bridge', labels={'lab': '4'}, ipam=docker.types.IPAMConfig(
        pool_configs=[docker.types.IPAMPool(subnet='10.9.0.0/24', gateway='10.9.0.1')]))
    server = client.containers.run('nginx:alpine', name='web', detach=True, network='lan',
                                   ports={'80/tcp': 18080}, mac_address='02:42:0a:09:00:63')
    other = client.containers.create('alpine', ['wget', '-qO-', 'http://www'])
    network.disconnect(server)
    network.connect(server, aliases=['www'], ipv4_address='10.9.0.7')
    network.connect(other)
    other.start()
    code = other.wait()['StatusCode']
    page = 'Welcome to nginx!' in other.logs().decode()
    network.reload()
    addresses = [each['IPv4Address'] for each in network.attrs['Containers'].values()]
    options = network.attrs['IPAM']['Options']
    in_use = refusal(APIError, network.remove)
    server.reload()
    ports = server.ports['80/tcp'][0]['HostPort']
    for container in (server, other):
        container.remove(force=True)
    network.remove()
    return [code, page, addresses, options, in_use.startswith('error while removing network: network lan id '),
            ports]


@part
def health():
    stream = client.events(filters={'label': 'lab=6', 'type': 'container'}, decode=True)
    container = client.containers.run('alpine', 'sleep 1000', detach=True, labels={'lab': '6'}, healthcheck={
        'test': ['CMD-SHELL', 'test -f /ready'], 'interval': 1000000 * 500, 'retries': 1})
    seen = []
    for event in stream:
        if event['Action'].startswith('health_status'):
            seen.append(event['Action'])
            if len(seen) == 2:
                break
            container.exec_run('touch /ready')
    stream.close()
    container.reload()
    container.remove(force=True)
    return [seen, container.health]


@part
def build():
    dockerfile = b'FROM alpine\nARG WHO\nRUN echo built by $WHO > /by\nLABEL lab=5\nCMD cat /by\n'
    image, log = client.images.build(fileobj=io.BytesIO(dockerfile), tag='built:1', buildargs={'WHO': 'ada'})
    steps = [line['stream'].strip() for line in log if line.get('stream', '').startswith('Step')]
    said = client.containers.run('built:1', remove=True).decode()
    broken = refusal(BuildError, lambda: client.images.build(fileobj=io.BytesIO(b'FROM alpine\nRUN exit 4\n')))
    history = image.history()[0]['CreatedBy']
    image.tag('copied', 'latest')
    tags = sorted(client.images.get('built:1').tags)
    again = io.BytesIO(b''.join(image.save(named=True)))
    for tag in tags:
        client.images.remove(tag)
    loaded = client.images.load(again.getvalue())[0].id == image.id
    client.images.remove(image.id, force=True)
    return [steps, said, broken, history, tags, loaded]


@part
def limits():
    container = client.containers.run('alpine', 'sleep 1000', detach=True, mem_limit='64m', nano_cpus=500000000,
                                      pids_limit=50, restart_policy={'Name': 'on-failure', 'MaximumRetryCount': 2})
    container.update(mem_limit='128m', memswap_limit='128m')
    container.reload()
    stats = container.stats(stream=False)
    host = container.attrs['HostConfig']
    rows = container.top()['Processes']
    container.remove(force=True)
    return [host['Memory'], host['NanoCpus'], host['RestartPolicy']['Name'], stats['memory_stats']['limit'],
            stats['pids_stats']['limit'], len(rows)]


@part
def refusals():
    client.containers.create('alpine', 'true', name='taken')
    said = [
        refusal(ImageNotFound, lambda: client.containers.create('nope/nope')),
        refusal(ImageNotFound, lambda: client.images.get('nope')),
        refusal(APIError, lambda: client.containers.create('alpine', name='taken')).split(' by ')[0],
        refusal(APIError, lambda: client.containers.create('alpine', log_config={'Type': 'asdf'})),
        refusal(APIError, lambda: client.containers.run('alpine', 'nope', detach=True, name='missing')),
        refusal(APIError, lambda: client.swarm.init()),
    ]
    for name in ('taken', 'missing'):
        client.containers.get(name).remove()
    return said


results = {}
for each in parts:
    try:
        results[each.__name__] = each()
    except Exception:
        results[each.__name__] = traceback.format_exc()
json.dump(results, sys.stdout)
client.close()
