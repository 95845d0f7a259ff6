import { mirroredCharts, partitionOf } from '@gitops/aws';
import { deployKeySecret, type ClusterFacts } from '@gitops/constructs';
import { namespaceOf, objectAt, objectsAt, podSpecPath, stringAt, valueAt, type Manifest } from '@gitops/manifest';
import type { FirstFile, FirstObjects } from './first-objects';
import { fluxChart, fluxValues } from './flux-values';
import { quote, type Step } from './step';

export function publishStep({ name, configRepo }: ClusterFacts): Step {
  return {
    name: 'publish',
    title: 'The manifests are in the config repository',
    about: [
      `\`gitops publish ${name}\` lands them on branch \`${configRepo.branch}\` of ${configRepo.url}; the repository must exist and you must be allowed to push to it. It runs in the monorepo, from a clean commit that is pushed.`,
    ],
    script: [
      '[ -f "$here/../../../bin/gitops.mjs" ] || fail "run this step in the monorepo, in which \'gitops bootstrap\' wrote this directory"',
      `(cd -- "$here/../../.." && node bin/gitops.mjs publish ${quote(name)})`,
    ],
    check: { command: `npx gitops diff ${quote(name)}`, shows: 'no difference' },
  };
}

export function namespacesStep({ namespaces }: FirstObjects): Step {
  const names = namespaces.map(({ manifest }) => manifest.metadata.name);
  return {
    name: 'namespaces',
    title: 'The namespaces that Secrets must be put into are there',
    about: ['All others come with the first sync.'],
    script: ['right_context', ...namespaces.map(apply)],
    check: { command: `kubectl get namespaces ${names.map(quote).join(' ')}`, shows: 'each `Active`' },
  };
}

/** None for a cluster that places no CustomResourceDefinition. */
export function crdsStep({ crds }: FirstObjects): readonly Step[] {
  if (crds.length === 0) return [];
  const names = crds.map(({ manifest }) => `crd/${manifest.metadata.name}`);
  return [
    {
      name: 'crds',
      title: 'The API server knows the custom kinds',
      about: [
        'Flux syncs these definitions too. They come first because the first sync holds objects of their kinds: Flux would retry, this way it need not.',
      ],
      script: [
        'right_context',
        ...crds.map(apply),
        `kubectl wait --for=condition=Established --timeout=60s ${names.map(quote).join(' ')}`,
      ],
      check: { command: `kubectl get ${names.map(quote).join(' ')}`, shows: 'each of them' },
    },
  ];
}

export function deployKeyStep({ flux, configRepo }: ClusterFacts): Step {
  const { namespace } = flux;
  const settings = gitHubSettings(configRepo.url, 'keys');
  return {
    name: 'deploy-key',
    title: 'Flux may read and write the config repository',
    about: [
      `Makes an SSH key in a temporary directory, puts its private half into the Secret \`${deployKeySecret}\` of namespace \`${namespace}\` and nowhere else, and prints the public half. A Secret that exists stays. \`DEPLOY_KEY=<file> ./bootstrap.sh deploy-key\` takes a private key that you have.`,
      `Add the public half to the repository${settings === undefined ? '' : ` at ${settings}`}, **with write access**: Flux pushes tags and image updates. The script does not wait for that; Flux tries until it can.`,
    ],
    script: [
      'right_context',
      `deploy_key ${quote(namespace)} ${deployKeySecret}`,
      `say "add this key to ${configRepo.url.replaceAll(/["$`\\]/g, '')}, with write access:"`,
      `public_key ${quote(namespace)} ${deployKeySecret}`,
    ],
    check: {
      command: `kubectl get secret --namespace ${quote(namespace)} ${deployKeySecret}`,
      shows: 'the Secret with one key; in the repository’s settings, the deploy key with “Read/write”',
    },
  };
}

/** Flux: its own objects where the cluster places them, else its Helm chart. */
export function fluxStep(cluster: ClusterFacts, { flux }: FirstObjects): Step {
  return flux.length > 0 ? placedFlux(cluster, flux) : chartFlux(cluster);
}

function placedFlux({ aws, flux: { namespace } }: ClusterFacts, files: readonly FirstFile[]): Step {
  const deployments = files.filter(({ manifest }) => manifest.kind === 'Deployment').map(({ manifest }) => manifest);
  return {
    name: 'flux',
    title: 'Flux runs',
    about: [
      'These are the objects that Flux then finds in the repository and keeps as they are there: `platform/flux`. Its service account is an administrator of the cluster, and so is whoever may write to the config repository.',
      'The step refuses to start a second Flux beside one that a Helm chart installed: both would write to the repository. docs/taking-over-flux.md in the monorepo says how to replace it.',
      ...unreachable(
        aws.region,
        files.flatMap(({ manifest }) => imagesOf(manifest)),
      ),
    ],
    script: [
      'right_context',
      'no_other_flux',
      ...files.map(apply),
      ...deployments.map(
        (manifest) =>
          `kubectl rollout status --namespace ${quote(namespaceOf(manifest) ?? namespace)} ${quote(`deployment/${manifest.metadata.name}`)} --timeout=5m`,
      ),
    ],
    check: {
      command: `kubectl logs --namespace ${quote(namespace)} deployment/flux --tail=20`,
      shows: 'no `permission denied` and no `git repo not ready`',
    },
  };
}

function chartFlux(cluster: ClusterFacts): Step {
  const { namespace } = cluster.flux;
  const repository = mirroredCharts(cluster, fluxChart.repository);
  return {
    name: 'flux',
    title: 'Flux runs',
    about: [
      'The cluster does not place `platform/flux`, so Flux comes from its Helm chart, with the values that follow from the cluster’s facts: `flux-values.yaml`. Where it was installed that way already, this is an upgrade with `--reuse-values`: what else was set stays.',
      `The Secret \`${deployKeySecret}\` is marked to stay before: from now on it is yours, and without the mark that upgrade would delete it with the key.`,
      ...unreachable(cluster.aws.region, [stringAt(objectAt(fluxValues(cluster)['image'])['repository']) ?? '']),
    ],
    script: [
      'right_context',
      `kubectl annotate secret --namespace ${quote(namespace)} ${deployKeySecret} helm.sh/resource-policy=keep --overwrite`,
      `helm upgrade --install flux ${fluxChart.name} --repo ${quote(repository)} --version ${fluxChart.version} \\`,
      `  --namespace ${quote(namespace)} --reuse-values --values "$here/flux-values.yaml" --wait --timeout 5m \${KUBE_CONTEXT:+--kube-context "$KUBE_CONTEXT"}`,
    ],
    check: {
      command: `kubectl logs --namespace ${quote(namespace)} deployment/flux --tail=20`,
      shows: 'no `permission denied` and no `git repo not ready`',
    },
  };
}

export function syncStep({ name, configRepo, flux }: ClusterFacts): Step {
  const refs = [`refs/heads/${configRepo.branch}`, `refs/tags/${flux.syncTag}^{}`];
  return {
    name: 'sync',
    title: 'Flux has synced',
    about: [
      `Waits up to ten minutes until Flux has moved the tag \`${flux.syncTag}\` to the newest commit of \`${configRepo.branch}\`.`,
    ],
    script: [`synced ${[configRepo.url, ...refs].map(quote).join(' ')}`],
    check: { command: `npx gitops status ${quote(name)}`, shows: 'that the cluster has applied the newest commit' },
  };
}

export function gitHubSettings(url: string, page: 'keys' | 'hooks'): string | undefined {
  const [, path] = /^(?:git@github\.com:|ssh:\/\/git@github\.com\/|https:\/\/github\.com\/)(.+?)(?:\.git)?\/?$/.exec(url) ?? [];
  return path === undefined ? undefined : `https://github.com/${path}/settings/${page}`;
}

/** Of images that a node in China would have to pull from Docker Hub. */
function unreachable(region: string, images: readonly string[]): readonly string[] {
  const missing = [...new Set(images)].filter((image) => image.startsWith('docker.io/'));
  if (missing.length === 0 || partitionOf(region)?.name !== 'aws-cn') return [];
  const names = missing.map((image) => `\`${image}\``).join(' and ');
  return [
    `**${names} must be copied first.** Docker Hub cannot be relied on from ${region}, and no public mirror has it: copy it into your own ECR and declare that in \`mirrors\` (docs/bootstrap.md in the monorepo, “Mirrors”).`,
  ];
}

function imagesOf(manifest: Manifest): readonly string[] {
  const path = podSpecPath(manifest.kind);
  const pod = path === undefined ? {} : objectAt(valueAt(manifest, path));
  return objectsAt(pod['containers']).flatMap(({ image }) => stringAt(image) ?? []);
}

function apply({ path }: FirstFile): string {
  return `kubectl apply -f "$here"/${quote(path)}`;
}
