import { renderCluster } from '@gitops/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';

const seed = `${import.meta.dirname}/seed`;
const listed = readdirSync(seed, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
const { files, diagnostics } = await renderCluster('gitops-cicd');

/** A template action that stands alone is no YAML; quoted, it is compared like any other scalar. */
function parse(text: string): unknown {
  return parseYaml(text.replace(/: (\{\{.*\}\})$/gm, ': "$1"'));
}

/** The fields of the seed, as `path = value`; a list item by its name where it has one. */
function fieldsOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => fieldsOf(item, `${path}[${String(Object(item)['name'] ?? index)}]`));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, field]) => fieldsOf(field, `${path}/${key}`));
  }
  return [`${path} = ${JSON.stringify(value)}`];
}

describe('the config repository of the seed', () => {
  it('is valid', () => {
    expect(diagnostics).toEqual([]);
  });

  it('has a README.md', () => {
    expect(files['README.md']).toContain('Flux owns the tag');
  });

  it('lists eleven files besides', () => {
    expect(listed).toHaveLength(11);
  });

  it.each(listed)('has %s with every field that the seed shows', (path) => {
    const ours = files[path];
    expect(ours).toBeDefined();
    const expected = fieldsOf(parse(readFileSync(`${seed}/${path}`, 'utf8')));
    expect(fieldsOf(parse(ours ?? ''))).toEqual(expect.arrayContaining(expected.filter((field) => field !== ' = null')));
  });

  it('asks for the load balancer in the current way', () => {
    const ingress = fieldsOf(parse(files['workloads/gitops-example-ingress.yaml'] ?? ''));
    expect(ingress).toEqual(
      expect.arrayContaining([
        '/apiVersion = "networking.k8s.io/v1"',
        '/spec/ingressClassName = "alb"',
        '/metadata/annotations/alb.ingress.kubernetes.io/scheme = "internet-facing"',
        '/metadata/annotations/alb.ingress.kubernetes.io/target-type = "ip"',
      ]),
    );
  });
});
