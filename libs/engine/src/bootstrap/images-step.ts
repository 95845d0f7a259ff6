import { ecrHost, eksImageAccount, mirroredImage } from '@gitops/aws';
import type { ClusterFacts } from '@gitops/constructs';
import { fluxContainers } from '@gitops/ownership';
import type { BuiltObject } from '../synth/built-object';
import { quote, type Step } from './step';

/** An image in ECR that must be there before a pod can pull it. */
export interface RequiredImage {
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  readonly tag: string;
  /** The shell commands that push it; none where nothing in the monorepo says what it is made of. */
  readonly push: readonly string[];
}

/** The component whose agents' image has its Dockerfile in the monorepo, in the directory `agent`. */
const jenkinsDefinition = 'jenkins';

/**
 * The images in ECR that run on the cluster, each tag once: those that placements were given, and those of mirrors. EKS' own
 * are not among them: they are there, and their repositories let everyone pull and nobody look
 * (github.com/aws/containers-roadmap/issues/743).
 */
export function requiredImages(facts: ClusterFacts, objects: readonly BuiltObject[]): readonly RequiredImage[] {
  const given = objects.flatMap((object) => object.images.map(({ reference }) => reference));
  const running = objects.flatMap(({ manifest }) => fluxContainers(manifest)).map(({ image }) => image);
  const ofAgents = new Set(
    objects
      .filter(({ placement }) => placement.definition === jenkinsDefinition)
      .flatMap(({ images }) => images.map(({ reference }) => reference)),
  );
  return [...new Set([...given, ...running])].sort().flatMap((reference) => {
    const parts = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+):([^:@]+)$/.exec(reference);
    const [, account = '', region = '', repository = '', tag = ''] = parts ?? [];
    if (parts === null || account === eksImageAccount(region)) return [];
    const pipeline = facts.pipelines.find(({ image }) => image.name === repository);
    const source = mirroredSource(facts, reference);
    const push =
      pipeline !== undefined
        ? builtApp(reference, pipeline.app)
        : source !== undefined
          ? [`docker buildx imagetools create --tag ${reference} ${source}`]
          : ofAgents.has(reference)
            ? builtAgent(facts, reference)
            : [];
    return [{ account, region, repository, tag, push }];
  });
}

/** The declared tags; none where nothing on the cluster runs an image from ECR. */
export function imagesStep(images: readonly RequiredImage[]): readonly Step[] {
  if (images.length === 0) return [];
  const words = ({ account, region, repository, tag }: RequiredImage): string =>
    [account, region, repository, tag].map(quote).join(' ');
  const pushed = images.filter(({ push }) => push.length > 0);
  const registries = new Map(pushed.map((image) => [ecrHost(image), image.region]));
  const commands = [
    ...[...registries].map(
      ([registry, region]) =>
        `aws ecr get-login-password --region ${quote(region)} | docker login --username AWS --password-stdin ${registry}`,
    ),
    ...pushed.flatMap(({ push }) => push),
  ];
  return [
    {
      name: 'images',
      title: 'The declared tags are in the registry',
      about: [
        'An image whose tag is missing cannot be pulled. And while the declared tag of an automated image is missing, Flux never moves it: it compares tags by the time at which their images were built, and this one has none. The step only looks, and names what is missing.',
        'Push a missing one by hand before the first publish, since Jenkins is not there yet. The tag is the one that the TypeScript names: build that commit, or name the commit that you build. Of an automated image it must be Docker’s schema 2: one OCI manifest, index or attestation in the repository stops Flux from updating any workload that runs its images.',
        ...(commands.length === 0
          ? []
          : [
              'In the root of the monorepo, on a machine that reaches the sources. What is built is for that machine’s kind of processor: where the nodes have another, add `--platform linux/amd64` or `linux/arm64`.',
              ['```console', ...commands.map((command) => `$ ${command}`), '```'].join('\n'),
            ]),
      ],
      script: [
        'local missing=0',
        ...images.map((image) => `image_exists ${words(image)} || missing=1`),
        '[ "$missing" = 0 ] || fail "push what is missing, as README.md shows, or declare a tag that is there"',
      ],
      check: {
        command: images
          .map(
            ({ account, region, repository, tag }) =>
              `aws ecr describe-images --registry-id ${account} --region ${quote(region)} --repository-name ${quote(repository)} --image-ids imageTag=${quote(tag)}`,
          )
          .join('\n$ '),
        shows:
          'each image, that of an automated one with `imageManifestMediaType` `application/vnd.docker.distribution.manifest.v2+json`',
      },
    },
  ];
}

function builtApp(reference: string, app: string): readonly string[] {
  return [
    [
      'docker buildx build --provenance=false --sbom=false \\',
      `    --output type=image,oci-mediatypes=false,push=true,name=${reference} dist/app-repo/${app}`,
    ].join('\n'),
  ];
}

function builtAgent(facts: ClusterFacts, reference: string): readonly string[] {
  const base = 'jenkins/inbound-agent';
  const found = mirroredImage(facts, `docker.io/${base}`);
  const hub = found.endsWith(`/${base}`) ? found.slice(0, -base.length - 1) : 'docker.io';
  const argument = hub === 'docker.io' ? '' : `--build-arg HUB=${hub} `;
  return [`docker build ${argument}--tag ${reference} platform/jenkins/agent`, `docker push ${reference}`];
}

/** What an image is a copy of, where the cluster's own mirrors say so. */
function mirroredSource({ mirrors }: ClusterFacts, reference: string): string | undefined {
  const mirror = Object.entries(mirrors.images).find(([, host]) => host !== false && reference.startsWith(`${host}/`));
  return mirror === undefined ? undefined : `${mirror[0]}${reference.slice(String(mirror[1]).length)}`;
}
