"""Cases of kubeyaml, by the interface that fluxd uses: KUBEYAML=<program> python3 kubeyaml_test.py

Without KUBEYAML it is the file beside this one that is tested, for which ruamel.yaml must be installed.
"""
import os
import subprocess
import sys
import unittest

INSTALLED = os.environ.get('KUBEYAML')
BESIDE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'kubeyaml.py')
COMMAND = [INSTALLED] if INSTALLED else [sys.executable, BESIDE]

DEPLOYMENT = """\
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    spec:
      initContainers:
      - name: migrate
        image: shop/migrate:1
      containers:
      - name: web
        image: shop/web:1 # Flux owns the tag
        env:
        - {name: A, value: "on"}
      - name: proxy
        image: 'proxy:1'
"""
CRON_JOB = """\
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: web
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: web
            image: shop/web:1
"""
LIST = """\
---
apiVersion: v1
kind: DeploymentList
items:
- kind: Service
  metadata:
    name: web
    namespace: shop
- kind: Deployment
  metadata:
    name: web
    namespace: shop
  spec:
    template:
      spec:
        containers:
        - name: web
          image: shop/web:1
"""
RELEASE = """\
---
apiVersion: helm.fluxcd.io/v1
kind: HelmRelease
metadata:
  name: web
  namespace: shop
  annotations:
    fluxcd.io/automated: 'true'
spec:
  values:
    {values}
"""


def release(*values):
    return RELEASE.format(values='\n    '.join(values))


def run(manifest, *arguments, namespace='shop', kind='deployment', name='web'):
    verb, *rest = arguments
    identity = ['--namespace', namespace, '--kind', kind, '--name', name]
    command = [*COMMAND, verb, *identity, *rest]
    return subprocess.run(command, input=manifest, capture_output=True, encoding='utf-8')


def image(container, reference):
    return ['image', '--container', container, '--image', reference]


class Kubeyaml(unittest.TestCase):
    def check(self, before, after, *arguments, **identity):
        done = run(before, *arguments, **identity)
        self.assertEqual((done.stderr, done.returncode), ('', 0))
        self.assertEqual(done.stdout, after)

    def refuse(self, reason, manifest, *arguments, **identity):
        done = run(manifest, *arguments, **identity)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stdout, '')
        self.assertIn(reason, done.stderr)

    def test_image_of_a_workload(self):
        for container, old, new in [
            ('web', 'image: shop/web:1 #', 'image: shop/web:2 #'),
            ('migrate', 'shop/migrate:1', 'shop/migrate:2'),
            ('proxy', "'proxy:1'", "'proxy:2'"),
        ]:
            with self.subTest(container):
                reference = new.removeprefix('image: ').removesuffix(' #').strip("'")
                self.check(DEPLOYMENT, DEPLOYMENT.replace(old, new), *image(container, reference))
        for kind in 'DaemonSet', 'StatefulSet':
            with self.subTest(kind):
                before = DEPLOYMENT.replace('Deployment', kind)
                self.check(before, before.replace('web:1', 'web:2'), *image('web', 'shop/web:2'), kind=kind.lower())

    def test_namespace_that_is_not_given_is_default(self):
        self.check(CRON_JOB, CRON_JOB.replace(':1', ':2'), *image('web', 'shop/web:2'), kind='cronjob', namespace='default')
        self.refuse('manifest not found: shop:cronjob/web', CRON_JOB, *image('web', 'shop/web:2'), kind='cronjob')

    def test_streams_and_lists(self):
        bumped = image('web', 'shop/web:2')
        self.check(LIST, LIST.replace('web:1', 'web:2'), *bumped)
        self.check(CRON_JOB + DEPLOYMENT, CRON_JOB + DEPLOYMENT.replace('web:1', 'web:2'), *bumped)
        self.check('# why\n' + DEPLOYMENT.removeprefix('---\n'), '---\n# why\n' + DEPLOYMENT[4:].replace('web:1', 'web:2'), *bumped)

    def test_image_in_the_values_of_a_release(self):
        r = 'quay.io/shop/web'
        for before, after in [
            ([f'image: {r}:1'], [f'image: {r}:2']),
            ([f'image: {r}', 'tag: one'], [f'image: {r}', 'tag: two']),
            (['registry: quay.io', 'image: shop/web', 'tag: one'], ['registry: quay.io', 'image: shop/web', 'tag: two']),
            (['registry: quay.io', 'image: shop/web:one'], ['registry: quay.io', 'image: shop/web:two']),
            (['image:', f'  repository: {r}:1'], ['image:', f'  repository: {r}:2']),
            (['image:', f'  repository: {r}', '  tag: "1"'], ['image:', f'  repository: {r}', '  tag: "2"']),
            # A text that would be a number gets quotes.
            (['image:', f'  repository: {r}', '  tag: v1'], ['image:', f'  repository: {r}', "  tag: '2'"]),
            # Split behind the host, wherever the split was before.
            (
                ['image:', '  registry: quay.io/shop', '  repository: web', '  tag: one'],
                ['image:', '  registry: quay.io', '  repository: shop/web', '  tag: two'],
            ),
            (
                ['image:', '  registry: quay.io', '  repository: shop/web:one'],
                ['image:', '  registry: quay.io', '  repository: shop/web:two'],
            ),
            # A tag that is a number is none to fluxd, which then sees no tag at all.
            ([f'image: {r}', 'tag: 1'], [f'image: {r}:two', 'tag: 1']),
        ]:
            tag = 'two' if 'two' in str(after) else '2'
            with self.subTest(before[0]):
                self.check(release(*before), release(*after), *image('chart-image', f'{r}:{tag}'), kind='helmrelease')
            nested = [release('worker:', *(f'  {line}' for line in lines)) for lines in (before, after)]
            with self.subTest(f'worker: {before[0]}'):
                self.check(*nested, *image('worker', f'{r}:{tag}'), kind='helmrelease')

    def test_registry_as_fluxd_splits_it(self):
        for reference, registry, repository in [
            ('localhost/web:2', 'localhost', 'web'),
            ('127.0.0.1:5000/web:2', '127.0.0.1:5000', 'web'),
            ('quay.io/web:2', 'quay.io', 'web'),
            ('shop/web:2', "''", 'shop/web'),
            ('web:2', "''", 'web'),
            ('registry/shop/web:2', 'registry', 'shop/web'),
        ]:
            with self.subTest(reference):
                before = release('image:', '  registry: a.b', '  repository: c/d', '  tag: one')
                after = release('image:', f'  registry: {registry}', f'  repository: {repository}', "  tag: '2'")
                self.check(before, after, *image('chart-image', reference), kind='helmrelease')

    def test_annotate(self):
        annotations = '  namespace: shop\n  annotations:\n'
        for pairs, before, after in [
            (['fluxcd.io/locked=true'], '', "    fluxcd.io/locked: 'true'\n"),
            (['a=1', 'b=x y'], '', "    a: '1'\n    b: x y\n"),
            (['a=2'], "    a: '1' # why\n    b: c\n", "    a: '2' # why\n    b: c\n"),
            (['a='], '    a: b\n    c: d\n', '    c: d\n'),
            (['a='], '    a: b\n', ''),
            (['a='], '', ''),
        ]:
            with self.subTest(pairs=pairs, before=before):
                texts = [DEPLOYMENT.replace('  namespace: shop\n', annotations + text) if text else DEPLOYMENT for text in (before, after)]
                self.check(*texts, 'annotate', *pairs)

    def test_set(self):
        before = release('deep:', '  er:', '    repository: shop/web', '    tag: one')
        after = before.replace('one', 'two').replace('shop/web', 'quay.io/shop/web')
        pairs = ['spec.values.deep.er.repository=quay.io/shop/web', 'spec.values.deep.er.tag=two']
        self.check(before, after, 'set', *pairs, kind='helmrelease')

    def test_refusals(self):
        chart = [RELEASE.format(values='{}'), *image('chart-image', 'web:2')]
        for reason, arguments, identity in [
            ('container not found: x', [DEPLOYMENT, *image('x', 'web:2')], {}),
            ('manifest not found: shop:deployment/x', [DEPLOYMENT, *image('web', 'web:2')], {'name': 'x'}),
            ('manifest not found: x:deployment/web', [DEPLOYMENT, *image('web', 'web:2')], {'namespace': 'x'}),
            ('manifest not found: shop:statefulset/web', [DEPLOYMENT, *image('web', 'web:2')], {'kind': 'statefulset'}),
            ('no image in the values', chart, {'kind': 'helmrelease'}),
            ('path not found: worker', [chart[0], *image('worker', 'web:2')], {'kind': 'helmrelease'}),
            ('path not found: spec.values.a', [chart[0], 'set', 'spec.values.a=b'], {'kind': 'helmrelease'}),
            ('path not found: spec.values.a', [chart[0], 'set', 'spec.values.a.b=c'], {'kind': 'helmrelease'}),
            ('without a tag', [release('image: a:1'), *image('chart-image', 'web')], {'kind': 'helmrelease'}),
            ("'a=b=c' is not key=value", [DEPLOYMENT, 'annotate', 'a=b=c'], {}),
            ('no kind', ['---\na: b\n' + DEPLOYMENT, *image('web', 'web:2')], {}),
            ('while parsing', ['a: [\n', *image('web', 'web:2')], {}),
        ]:
            with self.subTest(reason):
                self.refuse(reason, *arguments, **identity)


if __name__ == '__main__':
    unittest.main()
