import { manifestOf } from '@gitops/constructs';
import { parseProps, PropsError } from '@gitops/diagnostics';
import { isImageRef, type ImageRef, type PublishedChart } from '@gitops/flux';
import { isJsonObject, toYaml, type JsonObject, type Manifest } from '@gitops/manifest';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { ChartProps } from './chart-props';
import { overlay } from './overlay';
import { assertPassedOn } from './passed-on';
import { placeholdersFor, releaseNamespace, type Placeholders } from './placeholder';
import { templateFileName } from './template-file-name';
import { renderTemplate, toTemplate } from './template';

const brand = Symbol.for('gitops.helm-chart');

/** A chart's values, with an image declared where the chart takes repository and tag. */
type Defaults<Values> = Values extends { readonly repository: string; readonly tag: string }
  ? Values | ImageRef
  : Values extends object
    ? { readonly [Key in keyof Values]: Defaults<Values[Key]> }
    : Values;

/** The fields of a Chart.yaml that this project writes (helm.sh/docs/topics/charts, "The Chart.yaml File"). */
export interface HelmChartProps<Schema extends z.ZodObject> {
  /** Lower case letters, digits and `-`; also the chart's directory below `charts/`. */
  readonly name: string;
  /** SemVer 2. The Helm Operator upgrades on any change in the chart's directory, whatever the version says. */
  readonly version: string;
  readonly description?: string;
  readonly maintainers?: readonly { readonly name: string; readonly email?: string; readonly url?: string }[];
  /** Nested objects whose leaves are scalars. */
  readonly values: Schema;
  /** values.yaml: what a release gets that says nothing else. */
  readonly defaults: Defaults<z.input<Schema>>;
  /** Defines the templates. The values are placeholders, of the right types: pass them on, do not compute with them. */
  build(chart: Chart, values: z.output<Schema>): void;
}

/** A file of a chart; the path is relative to the chart's directory. */
export interface ChartFile {
  readonly path: string;
  readonly text: string;
}

/** One template before its placeholders are filled, with the construct that made it. */
export interface Template {
  readonly construct: ApiObject;
  readonly manifest: Manifest;
}

/**
 * A Helm chart made from the same constructs as plain YAML. The chart lands in `charts/<name>`, and a HelmRelease takes the construct itself as its `chart`.
 */
export class HelmChart<Schema extends z.ZodObject = z.ZodObject> extends Construct implements PublishedChart<z.input<Schema>> {
  readonly [brand] = true;
  readonly directory: string;
  declare readonly valuesType?: z.input<Schema>;
  private readonly templateRoot = new App();
  private readonly placeholders: Placeholders;
  private readonly defaults: JsonObject;

  constructor(
    scope: Construct,
    id: string,
    readonly props: HelmChartProps<Schema>,
  ) {
    super(scope, id);
    const name: unknown = Object(props).name;
    parseProps(typeof name === 'string' ? `HelmChart ${name}` : 'HelmChart', ChartProps, props);
    this.directory = `charts/${props.name}`;
    this.defaults = parseProps(`Helm chart ${props.name}`, props.values, plainImages(props.defaults), ['defaults']) as JsonObject;
    // What JSON Schema cannot say becomes a schema without a type, which placeholdersFor refuses by its name.
    this.placeholders = placeholdersFor(z.toJSONSchema(props.values, { unrepresentable: 'any' }));
    const made: unknown = props.build(templateChart(this.templateRoot), this.placeholders.values as z.output<Schema>);
    if (isThenable(made)) throw asynchronousBuild(props.name, made);
  }

  static isHelmChart(value: unknown): value is HelmChart {
    return typeof value === 'object' && value !== null && brand in value;
  }

  checkValues(values: unknown): void {
    parseProps(`values of Helm chart ${this.props.name}`, this.props.values, overlay(this.defaults, values), ['values']);
  }

  /** The objects of the chart, placeholders and all. */
  templates(): readonly Template[] {
    return templatesIn(this.templateRoot);
  }

  /** What a release of this chart creates: each template with the chart's defaults and the release's values filled in. */
  render(values: unknown, namespace: string): readonly Template[] {
    const all = this.props.values.parse(overlay(this.defaults, values)) as JsonObject;
    return this.templates().map(({ construct, manifest }) => ({
      construct,
      manifest: renderTemplate(manifest, all, namespace, this.placeholders.types),
    }));
  }

  /** Everything in the chart's directory. Throws PropsError where a template computes with a value. */
  files(): readonly ChartFile[] {
    const { name, version, description, maintainers, values } = this.props;
    const chart = { apiVersion: 'v2', name, version, description, maintainers, type: 'application' };
    const schema = z.toJSONSchema(values, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
    const templates = this.templates();
    this.assertPassedOn(templates);
    return [
      { path: 'Chart.yaml', text: plainYaml(JSON.parse(JSON.stringify(chart)) as JsonObject) },
      { path: 'values.yaml', text: `# Default values for ${name}; a HelmRelease overrides them.\n${plainYaml(this.defaults)}` },
      { path: 'values.schema.json', text: `${JSON.stringify(schema, null, 2)}\n` },
      ...templates.map((template) => ({
        path: `templates/${templateFileName(template, templates)}`,
        text: toTemplate(template.manifest, this.placeholders.types),
      })),
    ];
  }

  private assertPassedOn(templates: readonly Template[]): void {
    const { name, values, build } = this.props;
    const admits = (sample: JsonObject): boolean => values.safeParse(sample).success;
    assertPassedOn(name, templates, this.placeholders, this.defaults, admits, (real) => {
      const root = new App();
      build.call(this.props, templateChart(root), real as z.output<Schema>);
      return templatesIn(root);
    });
  }
}

function templatesIn(root: App): readonly Template[] {
  return root.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((construct) => ({ construct, manifest: manifestOf(construct) as Manifest }));
}

/** The id `Default` leaves no trace in generated names. */
function templateChart(root: App): Chart {
  return new Chart(root, 'Default', { namespace: releaseNamespace });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function asynchronousBuild(name: string, made: PromiseLike<unknown>): PropsError {
  // Nobody waits for it, and Node ends the process at a rejection that nobody hears.
  made.then(undefined, () => undefined);
  const problem = {
    path: ['build'],
    unknownKey: false,
    message: 'build is asynchronous: what it adds after await is lost',
    help: 'remove async, and read what it waits for before the chart is made',
  };
  return new PropsError(`HelmChart ${name}`, [problem], asynchronousBuild);
}

/** Without the leading `---`: Flux never rewrites these files, and Helm's own charts have none. */
function plainYaml(value: JsonObject): string {
  return toYaml(value).replace(/^---\n/, '');
}

/** A declared image is `{ repository, tag }` in a chart's defaults. */
function plainImages(value: unknown): unknown {
  if (isImageRef(value)) return { repository: value.name, tag: value.tag };
  if (Array.isArray(value)) return value.map(plainImages);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plainImages(field)]));
}
