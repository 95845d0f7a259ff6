#!/usr/bin/env python3
"""The program through which fluxd 1.25 writes manifests: a YAML stream from stdin to stdout, with one object changed.

It changes what fluxd asks for (fluxcd/flux pkg/cluster/kubernetes/kubeyaml.go) and leaves comments, quotes and the order of
keys as they are. Exit code 0, or 1 with the reason on stderr and nothing on stdout.
"""
import argparse
import io
import re
import sys

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

# What fluxd calls the image at the top level of a HelmRelease's values.
CHART_IMAGE = 'chart-image'
# fluxd looks for this anywhere in what stands before the only slash of an image (pkg/image/image.go).
DOMAIN = re.compile(r'localhost|[A-Za-z0-9]\.[A-Za-z0-9]')


class Refused(Exception):
    """What was asked for cannot be done; the message is fluxd's to log."""


def main():
    options = parse_arguments()
    yaml = YAML()
    yaml.explicit_start = True
    yaml.preserve_quotes = True
    try:
        documents = list(yaml.load_all(sys.stdin.buffer.read().decode('utf-8')))
        options.change(find(documents, options), options)
    except (Refused, YAMLError, UnicodeDecodeError) as error:
        sys.exit(str(error))
    out = io.StringIO()
    yaml.dump_all(documents, out)
    sys.stdout.buffer.write(out.getvalue().encode('utf-8'))


def parse_arguments():
    parser = argparse.ArgumentParser(prog='kubeyaml', description=__doc__)
    verbs = parser.add_subparsers(required=True, dest='verb')
    for verb, change in (('image', set_image), ('annotate', annotate), ('set', set_paths)):
        arguments = verbs.add_parser(verb)
        arguments.set_defaults(change=change)
        for name in ('namespace', 'kind', 'name', *(('container', 'image') if verb == 'image' else ())):
            arguments.add_argument(f'--{name}', required=True)
        if verb != 'image':
            arguments.add_argument('pairs', nargs='+', metavar='key=value', type=pair)
    return parser.parse_args()


def pair(text):
    # A value with a `=` in it is refused, as the original does: it is why fluxctl cannot set the filter `semver:>=1.0`.
    if text.count('=') != 1:
        raise argparse.ArgumentTypeError(f'{text!r} is not key=value')
    return tuple(text.split('='))


def find(documents, wanted):
    for manifest in objects(documents):
        metadata = manifest.get('metadata') or {}
        identity = manifest['kind'].lower(), metadata.get('namespace') or 'default', metadata.get('name')
        if identity == (wanted.kind.lower(), wanted.namespace, wanted.name):
            return manifest
    raise Refused(f'manifest not found: {wanted.namespace}:{wanted.kind}/{wanted.name}')


def objects(documents):
    for document in documents:
        if document is None:
            continue
        if not isinstance(document, dict) or not isinstance(document.get('kind'), str):
            raise Refused('a document of the file has no kind')
        if document['kind'].endswith('List'):
            yield from objects(document.get('items') or [])
        else:
            yield document


def set_image(manifest, options):
    if manifest['kind'] == 'HelmRelease':
        values = at(manifest, ['spec', 'values'])
        set_image_in_values(values if options.container == CHART_IMAGE else at(values, [options.container]), options.image)
        return
    job = ['jobTemplate', 'spec'] if manifest['kind'] == 'CronJob' else []
    spec = at(manifest, ['spec', *job, 'template', 'spec'])
    for container in [*(spec.get('containers') or []), *(spec.get('initContainers') or [])]:
        if container.get('name') == options.container:
            container['image'] = options.image
            return
    raise Refused(f'container not found: {options.container}')


def set_image_in_values(holder, image):
    """`image: {repository, registry?, tag?}`, or `image` as a text with `registry` and `tag` beside it."""
    key = 'image'
    if isinstance(holder.get(key), dict):
        holder, key = holder[key], 'repository'
    if not isinstance(holder.get(key), str):
        raise Refused('no image in the values')
    domain, path, tag = split(image)
    # A registry or tag that is no text is none to fluxd.
    has_registry, has_tag = (isinstance(holder.get(field), str) for field in ('registry', 'tag'))
    if has_registry:
        holder['registry'] = domain
    if has_tag:
        holder['tag'] = tag
    name = path if has_registry or not domain else f'{domain}/{path}'
    holder[key] = name if has_tag else f'{name}:{tag}'


def split(image):
    """Registry, repository and tag as fluxd tells them apart."""
    first, *rest = image.split('/')
    has_domain = len(rest) > 1 or (len(rest) == 1 and DOMAIN.search(first))
    name = '/'.join(rest) if has_domain else image
    path, separator, tag = name.partition(':')
    if '@' in name or not separator:
        raise Refused(f'image without a tag: {image}')
    return first if has_domain else '', path, tag


def annotate(manifest, options):
    metadata = at(manifest, ['metadata'])
    annotations = metadata.setdefault('annotations', {})
    if annotations is None:
        annotations = metadata['annotations'] = {}
    for key, value in options.pairs:
        if value:
            annotations[key] = value
        else:
            annotations.pop(key, None)
    if not annotations:
        del metadata['annotations']


def set_paths(manifest, options):
    for path, value in options.pairs:
        *parents, key = path.split('.')
        holder = at(manifest, parents)
        if key not in holder:
            raise Refused(f'path not found: {path}')
        holder[key] = value


def at(value, keys):
    for depth, key in enumerate(keys):
        value = value.get(key)
        if not isinstance(value, dict):
            raise Refused(f'path not found: {".".join(keys[:depth + 1])}')
    return value


if __name__ == '__main__':
    main()
