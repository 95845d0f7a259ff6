#!/usr/bin/env python3
"""Checks that the writer of Flux v1 leaves our YAML as it is, so that an image bump changes one line.

fluxd writes through kubeyaml: a ruamel.yaml round trip with explicit start and preserved quotes, at its default width.
Exit code 0 when everything holds, 1 when a file or sample changes, 2 on wrong usage or a missing package.
"""
import argparse
import difflib
import io
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BROKEN_BY_WRITER = 'the writer of Flux breaks the value itself'
# Strings that no literal block can hold: a character that does not print, or blanks on the last line.
NO_LITERAL = re.compile(r'[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\n[ \t][ \t\n]*$')
ESCAPED_KEY = re.compile(r'[^\x20\x21\x23-\x5b\x5d-\x7e\xa0-\U0010ffff]|[\u2028\u2029\ufeff]')
WORKLOADS = {'Deployment', 'DaemonSet', 'StatefulSet', 'CronJob'}

try:
    import yaml as pyyaml
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
except ImportError as missing:
    print(f'{missing}: python3 -m pip install -r {os.path.relpath(HERE)}/requirements.txt', file=sys.stderr)
    sys.exit(2)


def writer():
    flux = YAML()
    flux.explicit_start = True
    flux.preserve_quotes = True
    return flux


def rewrite(text, change=None):
    """The text as Flux's writer gives it back, after `change` has been made to the objects in it."""
    flux = writer()
    out = io.StringIO()
    for document in flux.load_all(text):
        if change is not None:
            change(document)
        flux.dump(document, out)
    return out.getvalue()


def diff_of(before, after, name):
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), name, f'{name} (after Flux)', n=1)
    return ''.join(line if line.endswith('\n') else f'{line}\n' for line in lines)


def changed_lines(before, after):
    matcher = difflib.SequenceMatcher(None, before.split('\n'), after.split('\n'), autojunk=False)
    return [(b - a, d - c) for tag, a, b, c, d in matcher.get_opcodes() if tag != 'equal']


def flux_files(root):
    """What fluxd reads: .yaml and .yml, but nothing below a directory that holds a Helm chart (resource/load.go)."""
    for folder, folders, files in os.walk(root):
        if 'Chart.yaml' in files and 'values.yaml' in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if name != '.git')
        for name in sorted(files):
            if name.endswith(('.yaml', '.yml')):
                yield os.path.join(folder, name)


def pod_spec(manifest):
    spec = manifest.get('spec') or {}
    if manifest.get('kind') == 'CronJob':
        spec = spec['jobTemplate']['spec']
    return spec['template']['spec']


def image_fields(manifest):
    """Each (map, key, repository or None, tag) that an image update of fluxd assigns a plain string into."""
    if manifest.get('kind') in WORKLOADS:
        spec = pod_spec(manifest)
        for container in [*spec.get('initContainers', []), *spec.get('containers', [])]:
            repository, _, tag = container['image'].rpartition(':')
            yield container, 'image', repository, tag
    elif manifest.get('kind') == 'HelmRelease':
        values = manifest['spec'].get('values') or {}
        for place in [values, *(value for value in values.values() if isinstance(value, dict))]:
            image = place.get('image')
            if isinstance(image, str) and isinstance(place.get('tag'), str):
                yield place, 'tag', None, place['tag']
            elif isinstance(image, str) and ':' in image:
                repository, _, tag = image.rpartition(':')
                yield place, 'image', repository, tag
            elif isinstance(image, dict) and isinstance(image.get('tag'), str):
                yield image, 'tag', None, image['tag']


def bumps_of(text, image):
    """Each way to bump one image in the text: (what, change to make)."""
    for document, manifest in enumerate(writer().load_all(text)):
        for index, (_, _, repository, tag) in enumerate(image_fields(manifest or {})):
            reference = tag if repository is None else f'{repository}:{tag}'
            if image is not None and image[0] != reference:
                continue
            # The same length, as commit tags have; a reference that crosses 80 characters would move to its own line.
            new = image[1] if image is not None else f'{repository + ":" if repository else ""}{"b" * len(tag)}'
            yield f'{reference} -> {new}', assign(document, index, new)


def assign(wanted, index, new):
    seen = iter(range(sys.maxsize))

    def change(manifest):
        if next(seen) == wanted:
            place, key, _, _ = list(image_fields(manifest))[index]
            place[key] = new

    return change


def check_tree(root, image):
    failures = files = bumps = 0
    for path in flux_files(root):
        files += 1
        with open(path, encoding='utf-8', newline='') as file:
            text = file.read()
        try:
            after = rewrite(text)
            updates = [(what, rewrite(text, change)) for what, change in bumps_of(text, image)]
        except (YAMLError, KeyError, TypeError, AttributeError) as error:
            failures += 1
            print(f'{path}: the writer of Flux cannot read it: {error!r}')
            continue
        if after != text:
            failures += 1
            sys.stdout.write(diff_of(text, after, path))
        for what, bumped in updates:
            bumps += 1
            if changed_lines(text, bumped) != [(1, 1)]:
                failures += 1
                sys.stdout.write(f'{path}: {what} does not change exactly one line\n{diff_of(text, bumped, path)}')
    if files == 0 or (image is not None and bumps == 0):
        print(f'{root}: {"no YAML file" if files == 0 else f"no image {image[0]}"}', file=sys.stderr)
        return 2
    print(f'{files} files, {bumps} image updates, {failures} failures')
    return 1 if failures else 0


def normal(value):
    """JSON as Python compares it: every reader may choose between int and float, a double is what both mean."""
    if isinstance(value, dict):
        return {key: normal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return ('number', float(value))
    return value


def needs_double_quotes(value, is_key=False):
    """Whether a string is in it that only double quotes can hold, the one style that this writer may break wrongly."""
    if isinstance(value, dict):
        return any(needs_double_quotes(key, True) or needs_double_quotes(item) for key, item in value.items())
    if isinstance(value, list):
        return any(map(needs_double_quotes, value))
    return isinstance(value, str) and (ESCAPED_KEY if is_key else NO_LITERAL).search(value) is not None


def faults(sample):
    text, value = sample['yaml'], normal(sample['value'])
    readers = {'ruamel.yaml (1.2)': YAML(typ='safe', pure=True).load, 'PyYAML (1.1)': pyyaml.safe_load}
    for name, read in readers.items():
        try:
            if normal(read(text)) != value:
                yield f'{name} reads another value'
        except Exception as error:  # whatever a reader raises is a fault of the text
            yield f'{name} cannot read it: {error}'
    try:
        after = rewrite(text)
    except Exception as error:
        yield f'the writer of Flux cannot read it: {error}'
        return
    if after != text:
        broken = normal(readers['ruamel.yaml (1.2)'](after)) != value
        yield BROKEN_BY_WRITER if broken and needs_double_quotes(value) else f'the writer of Flux changes it\n{diff_of(text, after, "sample")}'


def check_torture(count, seed):
    total = failures = known = 0
    command = ['node', os.path.join(HERE, 'torture.mjs'), str(count), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding='utf-8') as generator:
        for line in generator.stdout:
            sample = json.loads(line)
            total += 1
            for fault in faults(sample):
                if fault == BROKEN_BY_WRITER:
                    known += 1
                    continue
                failures += 1
                if failures <= 20:
                    print(f'{fault}\n{json.dumps(sample["value"])}\n{sample["yaml"]}')
    if generator.returncode != 0 or total == 0:
        print('the generator failed', file=sys.stderr)
        return 2
    print(f'{total} samples, {failures} failures, {known} in double quotes that the writer of Flux itself breaks')
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('directory', nargs='?', default='dist/config-repo', help='default: dist/config-repo')
    parser.add_argument('--image', nargs=2, metavar=('FROM', 'TO'), help='update this image only; default: each, to a tag of equal length')
    parser.add_argument('--torture', action='store_true', help='check generated samples instead of a directory')
    parser.add_argument('--count', type=int, default=3000, help='random samples beside the table (default: 3000)')
    parser.add_argument('--seed', type=int, default=1, help='seed of the random samples (default: 1)')
    options = parser.parse_args()
    if options.torture:
        return check_torture(options.count, options.seed)
    return check_tree(options.directory, options.image)


if __name__ == '__main__':
    sys.exit(main())
