import { parseProps } from '@gitops/diagnostics';
import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import { fluxAnnotations } from './annotations';
import { configRepoOf, type ConfigRepo } from './config-repo';
import { HelmReleaseSpec, type GitChartSource, type RepositoryChartSource } from './helm-release-schema';
import { spellValues, type DeclaredValue } from './helm-release-values';
import type { ImageRef } from './image';
import type { ValuesImage } from './values-image';

/** A Helm chart that this monorepo itself publishes, in the same repository as its releases. */
export interface PublishedChart<Values> {
  /** The chart's directory, relative to the cluster's part of the config repository. */
  readonly directory: string;
  /** Throws PropsError where a release's values, laid over the chart's defaults, are not what the chart takes. */
  checkValues(values: unknown): void;
  /** The type of the chart's values; there is no such value at run time. */
  readonly valuesType?: Values;
}

/** The chart's own values, any part of them, with an image declared where the chart takes repository and tag. */
export type ReleaseValues<Values> = Values extends { readonly repository: string; readonly tag: string }
  ? ImageRef | ValuesImage | Partial<Values>
  : Values extends object
    ? { readonly [Key in keyof Values]?: ReleaseValues<Values[Key]> }
    : Values;

export interface HelmReleaseProps<Values> extends Omit<HelmReleaseSpec, 'chart' | 'values'> {
  /** A chart of this monorepo, or exactly one of a git and a repository source. */
  readonly chart: PublishedChart<Values> | z.input<typeof GitChartSource> | z.input<typeof RepositoryChartSource>;
  readonly values?: ReleaseValues<Values>;
  /** The name is the construct's id; labels and annotations add to those that the images need. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
}

const brand = Symbol.for('gitops.helm-release');

/**
 * A HelmRelease of the Helm Operator (helm.fluxcd.io/v1). Its name, and its release's name unless given, is the
 * construct's id. Images in `values` become fields that Flux finds, and their policies Flux's annotations.
 */
export class HelmRelease<Values = Readonly<Record<string, DeclaredValue>>> extends ApiObject {
  readonly [brand] = true;
  /** The chart of this monorepo that is released, if it is one. */
  readonly publishedChart: PublishedChart<Values> | undefined;
  /** Namespace of the released objects. */
  readonly releaseNamespace: string | undefined;

  constructor(scope: Construct, id: string, { chart, values, metadata, ...rest }: HelmReleaseProps<Values>) {
    const spelled = spellValues((values ?? {}) as Readonly<Record<string, DeclaredValue>>);
    const published = 'directory' in chart ? chart : undefined;
    published?.checkValues(spelled.values);
    const spec = {
      releaseName: id,
      ...rest,
      chart: 'directory' in chart ? chartInConfigRepo(configRepoOf(scope), chart.directory) : chart,
      ...(Object.keys(spelled.values).length > 0 && { values: spelled.values }),
    };
    super(scope, id, {
      apiVersion: 'helm.fluxcd.io/v1',
      kind: 'HelmRelease',
      metadata: {
        name: id,
        ...metadata,
        annotations: { ...fluxAnnotations(spelled.images), ...spelled.aliases, ...metadata?.annotations },
      },
      spec: parseProps('HelmRelease', HelmReleaseSpec, spec),
    });
    this.publishedChart = published;
    this.releaseNamespace = rest.targetNamespace ?? this.metadata.namespace;
  }

  static isHelmRelease(value: unknown): value is HelmRelease {
    return typeof value === 'object' && value !== null && brand in value;
  }
}

function chartInConfigRepo(repo: ConfigRepo, directory: string): z.input<typeof GitChartSource> {
  return { git: repo.url, ref: repo.branch, path: repo.path === '' ? directory : `${repo.path}/${directory}` };
}
