import { Image, ImageValues, manifestOf, Port, Replicas, WebService } from '@gitops/constructs';
import { formatPropPath, isPropsError } from '@gitops/diagnostics';
import { pinned } from '@gitops/flux';
import { readYaml, type Json } from '@gitops/manifest';
import { ApiObject, Testing, type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HelmChart, type HelmChartProps } from './helm-chart';

function chartOf<Schema extends z.ZodObject>(
  props: Pick<HelmChartProps<Schema>, 'values' | 'defaults' | 'build'>,
): HelmChart<Schema> {
  return new HelmChart(Testing.chart(), 'chart', { name: 'web', version: '1.0.0', ...props });
}

function fileOf(chart: Pick<HelmChart, 'files'>, path: string): string {
  return chart.files().find((file) => file.path === path)?.text ?? '';
}

/** A ConfigMap whose only datum is this text, in a chart with values of every type; the line of the template that it becomes. */
function dataLine(text: (values: z.output<typeof Values>) => unknown): string {
  const chart = chartOf({
    values: Values,
    defaults: { tag: 'v1', free: 'a "b"', small: 1, big: 1, ratio: 0.5, on: true, choice: 'a' },
    build: (templates, values) =>
      void new ApiObject(templates, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data: { key: text(values) } }),
  });
  return /^ {2}key: (.*)$/m.exec(fileOf(chart, 'templates/configmap.yaml'))?.[1] ?? 'not on one line';
}

const Values = z.strictObject({
  tag: z.string().regex(/^[\w.-]+$/),
  free: z.string(),
  small: z.int().max(100),
  big: z.int(),
  ratio: z.number(),
  on: z.boolean(),
  choice: z.enum(['a', 'b']),
});

describe('a template', () => {
  it.each([
    ['quotes text that is safe between quotes', (values) => values.tag, '"{{ .Values.tag }}"'],
    ['quotes one of several words', (values) => values.choice, '"{{ .Values.choice }}"'],
    ['lets Helm quote text that may hold a quote', (values) => values.free, '{{ .Values.free | quote }}'],
    ['puts safe text within text', (values) => `v-${values.tag}:${values.choice}`, '"v-{{ .Values.tag }}:{{ .Values.choice }}"'],
    [
      'prints unsafe text within text',
      (values) => `100% "${values.free}"\n`,
      '{{ printf "100%% \\"%v\\"\\n" .Values.free | quote }}',
    ],
    [
      'prints all where one is unsafe',
      (values) => `${values.tag}/${values.free}`,
      '{{ printf "%v/%v" .Values.tag .Values.free | quote }}',
    ],
    ['does not quote a number', (values) => values.small, '{{ .Values.small }}'],
    ['keeps Helm from writing 1e+06', (values) => values.big, '{{ int64 .Values.big }}'],
    ['does not cut a fraction', (values) => values.ratio, '{{ .Values.ratio }}'],
    ['does not quote a boolean', (values) => values.on, '{{ .Values.on }}'],
    ['hides braces from Helm', () => 'say {{ .Name }}', '"say {{ "{{" }} .Name }}"'],
    ['hides braces beside safe text', (values) => `{{${values.tag}}}`, '"{{ "{{" }}{{ .Values.tag }}}}"'],
    ['hides braces beside unsafe text', (values) => `{{${values.free}`, '{{ printf "{{%v" .Values.free | quote }}'],
    [
      'folds no action, however long',
      (values) => `${'word '.repeat(20)}${values.tag}`,
      `"${'word '.repeat(20)}{{ .Values.tag }}"`,
    ],
    [
      'escapes as YAML and Go both understand',
      (values) => `\u001b\u2028${values.free}`,
      '{{ printf "\\u001b\\u2028%v" .Values.free | quote }}',
    ],
    ['leaves all else to the YAML writer', () => 'yes', '"yes"'],
  ] satisfies readonly (readonly [string, (values: z.output<typeof Values>) => unknown, string])[])('%s', (_, text, line) => {
    expect(dataLine(text)).toBe(line);
  });

  it('belongs to the namespace of its release', () => {
    const chart = chartOf({
      values: z.strictObject({}),
      defaults: {},
      build: (templates) => void new k8s.KubeConfigMap(templates, 'a'),
    });
    expect(fileOf(chart, 'templates/configmap.yaml')).toContain('  namespace: "{{ .Release.Namespace }}"\n');
  });

  it.each([
    ['within a text', (values: { readonly count: number }) => `count ${values.count}`],
    ['as text', (values: { readonly count: number }) => String(values.count)],
    ['in a sum', (values: { readonly count: number }) => values.count + 1],
  ])('refuses a number %s', (_, compute) => {
    const build = (_templates: Chart, values: { readonly count: number }): void => void compute(values);
    expect(() => chartOf({ values: z.strictObject({ count: z.int() }), defaults: { count: 1 }, build })).toThrow(
      '.Values.count is known to Helm alone',
    );
  });

  it.each([
    ['one of a kind', ['a'], ['configmap.yaml']],
    ['several of a kind', ['a', 'b-configmap'], ['a-configmap.yaml', 'b-configmap.yaml']],
    ['several whose names Helm fills in', ['one $', 'two $'], ['one---configmap.yaml', 'two---configmap.yaml']],
    ['several that would lead elsewhere', ['../../a', 'b'], ['------a-configmap.yaml', 'b-configmap.yaml']],
  ])('is named after its kind: %s', (_, names, files) => {
    const build = (templates: Chart, values: { readonly name: string }): void => {
      for (const name of names) {
        const metadata = { name: name.replace('$', values.name) };
        new k8s.KubeConfigMap(templates, name.replaceAll('/', '-'), { metadata });
      }
    };
    const paths = chartOf({ values: z.strictObject({ name: z.string() }), defaults: { name: 'web' }, build })
      .files()
      .map(({ path }) => path);
    expect(paths).toEqual(['Chart.yaml', 'values.yaml', 'values.schema.json', ...files.map((file) => `templates/${file}`)]);
  });
});

interface Flags {
  readonly host: string;
  readonly on: boolean;
  readonly mode: 'a' | 'b' | 'c';
  readonly unset?: string | undefined;
}

/** What a chart says to a template that makes this of its values. */
function filesOf(compute: (values: Flags) => Readonly<Record<string, unknown>> | undefined): () => unknown {
  const chart = chartOf({
    values: z.strictObject({ host: z.string(), on: z.boolean(), mode: z.enum(['a', 'b', 'c']), unset: z.string().optional() }),
    defaults: { host: 'web.example.com', on: true, mode: 'a' },
    build: (templates, values) => {
      const data = compute(values);
      if (data !== undefined)
        new ApiObject(templates, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data });
    },
  });
  return () => chart.files();
}

describe('a template may not compute', () => {
  it.each([
    ['with a string', ({ host }) => ({ host: host.toUpperCase() }), 'data.host of ConfigMap'],
    ['with a part of a string', ({ host }) => ({ host: host.slice(0, 3) }), 'data.host of ConfigMap'],
    ['with the length of a string', ({ host }) => ({ size: host.length }), 'data.size of ConfigMap'],
    ['by the default', ({ mode }) => ({ kind: mode === 'a' ? 'x' : 'y' }), 'data.kind of ConfigMap'],
    ['by another value', ({ mode }) => ({ kind: mode === 'c' ? 'x' : 'y' }), 'data.kind of ConfigMap'],
    ['by a boolean', ({ on }) => ({ kind: on ? 'x' : 'y' }), 'data.kind of ConfigMap'],
    ['whether there is an object', ({ on }) => (on ? {} : undefined), 'whether there is a ConfigMap'],
    ['a key', ({ host }) => ({ [host]: 'x' }), "a chart's value cannot be a key"],
  ] satisfies readonly (readonly [string, Parameters<typeof filesOf>[0], string])[])('%s', (_, compute, message) => {
    expect(filesOf(compute)).toThrow(message);
  });

  it.each([
    ['strings and booleans', ({ host, on, mode }) => ({ host, on, mode, both: `${host}/${mode}` })],
    ['a value that is not given', ({ unset }) => ({ unset, text: `v-${unset}` })],
  ] satisfies readonly (readonly [string, Parameters<typeof filesOf>[0]])[])('but pass on %s', (_, compute) => {
    expect(filesOf(compute)).not.toThrow();
  });
});

describe('a chart', () => {
  const WebValues = z.strictObject({ image: ImageValues, replicas: Replicas, port: Port });
  const defaults = { image: { repository: 'registry.example.com/web', tag: '1.0' }, replicas: 1, port: 8080 };
  const web = (templates: Chart, values: z.output<typeof WebValues>): void => void new WebService(templates, 'web', values);
  const chart = chartOf({ values: WebValues, defaults, build: web });

  it('writes Chart.yaml, values.yaml and values.schema.json', () => {
    expect(fileOf(chart, 'Chart.yaml')).toBe('apiVersion: v2\nname: web\ntype: application\nversion: "1.0.0"\n');
    expect(readYaml(fileOf(chart, 'values.yaml')).documents.map(({ value }) => value)).toEqual([defaults]);
    expect(JSON.parse(fileOf(chart, 'values.schema.json'))).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      required: ['image', 'replicas', 'port'],
      additionalProperties: false,
      properties: {
        replicas: { type: 'integer', minimum: 0 },
        image: { additionalProperties: false, required: ['repository', 'tag'] },
      },
    });
  });

  it.each([
    [{}, defaults],
    [{ replicas: 5 }, { ...defaults, replicas: 5 }],
    [{ port: 80 }, { ...defaults, port: 80 }],
    [{ image: { tag: '2.0' } }, { ...defaults, image: { ...defaults.image, tag: '2.0' } }],
  ])('makes with the values %j what the constructs make with them', (values, all) => {
    const direct = Testing.chart();
    const plain = new WebService(direct, 'web', all);
    const rendered = chart.render(values, 'apps').map(({ manifest }) => manifest);
    const expected = plain.node
      .findAll()
      .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
      .map((object) => inNamespace(manifestOf(object) as Json, 'apps'));
    // A template cannot know that a port needs no privilege, and asks for none either way.
    expect(rendered.map(withoutSysctls)).toEqual(expected.map(withoutSysctls));
  });

  it('holds every field that a template has, and no placeholder of ours', () => {
    for (const { path, text } of chart.files())
      expect([path, text]).toEqual([path, expect.not.stringMatching(/[\u0001\u0002]|\\x0[12]|OfTemplate/)]);
    expect(fileOf(chart, 'templates/deployment.yaml')).toContain(
      'image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n',
    );
    expect(fileOf(chart, 'templates/service.yaml')).toContain('targetPort: {{ .Values.port }}\n');
  });

  it('is the same for two placements', () => {
    expect(chartOf({ values: WebValues, defaults, build: web }).files()).toEqual(chart.files());
  });

  it('takes an image for its defaults', () => {
    const image = Image.parse(pinned('registry.example.com/web:1.0'));
    const taken = chartOf({ values: WebValues, defaults: { ...defaults, image }, build: web });
    expect(taken.files()).toEqual(chart.files());
  });

  it.each([
    [
      'a value of the wrong type',
      () => {
        chart.checkValues({ replicas: 'three' });
      },
      ['values.replicas'],
    ],
    [
      'an unknown value',
      () => {
        chart.checkValues({ replica: 3 });
      },
      ['values.replica'],
    ],
    [
      'a nested value',
      () => {
        chart.checkValues({ image: { tag: 'a b' } });
      },
      ['values.image.tag'],
    ],
    [
      'several at once',
      () => {
        chart.checkValues({ replicas: -1, port: 0 });
      },
      ['values.replicas', 'values.port'],
    ],
    [
      'defaults that it would refuse',
      () => chartOf({ values: WebValues, defaults: { ...defaults, port: 0 }, build: web }),
      ['defaults.port'],
    ],
    [
      'a list among its values',
      () => chartOf({ values: z.strictObject({ hosts: z.array(z.string()) }), defaults: { hosts: [] }, build: () => undefined }),
      ['values.hosts'],
    ],
    [
      'a map among its values',
      () =>
        chartOf({
          values: z.strictObject({ a: z.strictObject({ labels: z.record(z.string(), z.string()) }) }),
          defaults: { a: { labels: {} } },
          build: () => undefined,
        }),
      ['values.a.labels'],
    ],
    [
      'a value of two types',
      () =>
        chartOf({
          values: z.strictObject({ port: z.union([z.string(), z.int()]) }),
          defaults: { port: 1 },
          build: () => undefined,
        }),
      ['values.port'],
    ],
  ])('refuses %s', (_, work, paths) => {
    let thrown: unknown;
    try {
      work();
    } catch (error) {
      thrown = error;
    }
    expect(isPropsError(thrown) && thrown.problems.map(({ path }) => formatPropPath(path))).toEqual(paths);
  });
});

function inNamespace(manifest: Json, namespace: string): Json {
  const { metadata, ...rest } = manifest as { readonly metadata: object };
  return { ...rest, metadata: { ...metadata, namespace } } as Json;
}

function withoutSysctls(manifest: Json): unknown {
  return JSON.parse(JSON.stringify(manifest, (key, value: unknown) => (key === 'sysctls' ? undefined : value)));
}
