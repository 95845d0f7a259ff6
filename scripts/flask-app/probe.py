"""Looks at the running application from inside its sandbox and prints what it saw, as JSON.

probe.py <port> <url path>... -- <folder that must be read-only>...
"""

import errno
import json
import os
import sys
import urllib.error
import urllib.request


def get(port, path):
    try:
        with urllib.request.urlopen(f'http://127.0.0.1:{port}{path}', timeout=10) as response:
            return {'status': response.status, 'type': response.headers.get_content_type(), 'body': response.read().decode()}
    except urllib.error.HTTPError as refused:
        return {'status': refused.code, 'type': refused.headers.get_content_type(), 'body': refused.read().decode()}


def create(folder):
    """The name of the error with which a new file is refused in a folder, or None when it can be made."""
    path = os.path.join(folder, '.probe')
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except OSError as refused:
        return errno.errorcode[refused.errno]
    os.unlink(path)
    return None


def writable_mounts():
    with open('/proc/self/mountinfo', encoding='utf-8') as mounts:
        fields = [line.split() for line in mounts]
    return sorted({mount[4] for mount in fields if 'rw' in mount[5].split(',')})


def main():
    port, *rest = sys.argv[1:]
    middle = rest.index('--')
    with open('/proc/1/status', encoding='utf-8') as status:
        server = dict(line.rstrip('\n').split(':\t', 1) for line in status if ':\t' in line)
    print(json.dumps({
        'responses': {path: get(port, path) for path in rest[:middle]},
        'refusals': {folder: create(folder) for folder in rest[middle + 1:]},
        'writable': writable_mounts(),
        'left': sorted(os.path.join(folder, name) for folder in ('/tmp', '/dev/shm') for name in os.listdir(folder)),
        'server': {'user': server['Uid'].split(), 'group': server['Gid'].split(), 'capabilities': int(server['CapBnd'], 16)},
    }))


main()
