import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FlowContext } from '../flows/flow';
import { type Commit, ConfigRepository } from './config-repository';
import { type Fluxd, startFluxd } from './fluxd';
import { startHelmOperator } from './helm-operator';
import { applyInOrder, type Installation, readInstallation, serviceAccountKubeconfig } from './installation';
import { KubeObject, Pod } from './kube-api';
import { Monorepo } from './monorepo';
import { NotYet } from './poll';
import { type Service } from './processes';
import { pushImage } from './push-image';
import { type World } from './world';

/** The images that a run pushes are a minute apart, whatever the clock says: Flux orders tags by when they were created. */
const firstImage = Date.UTC(2026, 0, 1);
let pushed = 0;

/** Milliseconds. A notification makes fluxd ask the registry; to be asked without pause keeps it from its other work. */
const betweenNotifications = 1000;

/** One flow's loop: a monorepo, the config repository it publishes to, and the Flux that syncs it into the flow's namespaces. */
export class Loop {
  #fluxd: Fluxd | undefined;
  #flux: { readonly args: readonly string[]; readonly kubeconfig: string } | undefined;
  #helmOperator: Service | undefined;
  #starts = 0;

  private constructor(
    readonly context: FlowContext,
    readonly world: World,
    readonly monorepo: Monorepo,
    readonly repository: ConfigRepository,
  ) {}

  /** @param layout the name of a file in e2e/loop-cluster */
  static async open(context: FlowContext, layout: string): Promise<Loop> {
    const world = await context.world();
    const { processes, workspace, directory } = context;
    const repository = await ConfigRepository.create(processes, join(directory, 'config-repo.git'));
    const source = await readFile(join(workspace, 'e2e/loop-cluster', `${layout}.ts`), 'utf8');
    const cluster = source
      .replaceAll('file:///config-repo.git', repository.url)
      .replaceAll('127.0.0.1:5000/', `${world.registry}/${context.name}/`)
      .replaceAll('127.0.0.1:5000', world.registry)
      .replaceAll("'loop-", `'${context.name}-`);
    const monorepo = await Monorepo.create({ processes, workspace, directory: join(directory, 'monorepo'), cluster });
    const loop = new Loop(context, world, monorepo, repository);
    context.atEnd(() => loop.#close());
    context.lookWith('git', `git -C ${repository.directory} log --oneline ${repository.branch}`);
    return loop;
  }

  /** The flow's own namespace for the one called `loop-<role>` in the layout. */
  namespace(role: string): string {
    return `${this.context.name}-${role}`;
  }

  image(name: string): string {
    return `${this.world.registry}/${this.context.name}/${name}`;
  }

  /** Pushes a newer image than every one before. */
  async push(name: string, tag: string): Promise<void> {
    pushed += 1;
    await pushImage(this.image(name), tag, new Date(firstImage + pushed * 60_000));
  }

  /** `gitops <verb> loop ...`, with both streams. Throws on another exit code. */
  async gitops(verb: string, args: readonly string[] = [], exits = 0): Promise<string> {
    const { code, stdout, stderr } = await this.monorepo.gitops([verb, 'loop', ...args]);
    if (code !== exits) throw new Error(`gitops ${verb} loop ${args.join(' ')}: exit code ${String(code)}\n${stdout}${stderr}`);
    return stdout + stderr;
  }

  get fluxd(): Fluxd {
    if (this.#fluxd === undefined) throw new Error('this flow has not started fluxd');
    return this.#fluxd;
  }

  /**
   * Applies by hand what must be there before Flux, and starts fluxd as its Deployment says, with the rights of its service
   * account.
   */
  async installFlux(): Promise<void> {
    await this.gitops('synth');
    await this.gitops('bootstrap');
    const { cluster } = this.world;
    await applyInOrder(cluster, this.monorepo.path('dist/bootstrap/loop/manifests'));
    const installation = await this.#installation('flux');
    this.#flux = {
      args: installation.args,
      kubeconfig: await serviceAccountKubeconfig(cluster, installation, this.context.directory),
    };
    await this.restartFluxd();
  }

  /** Starts fluxd anew: it reads which images there are when it starts, and then only once a minute. */
  async restartFluxd(): Promise<void> {
    if (this.#flux === undefined) throw new Error('this flow has not installed Flux');
    await this.#fluxd?.service.stop();
    const { components, processes, directory, name } = this.context;
    this.#starts += 1;
    this.#fluxd = await startFluxd({
      components,
      processes,
      name: `${name}-fluxd-${String(this.#starts)}`,
      directory: join(directory, 'fluxd'),
      memcachedPort: this.world.memcached.port,
      ...this.#flux,
    });
    const fluxctl = `${components.program('fluxctl')} --url=${this.#fluxd.url} list-workloads --all-namespaces`;
    this.context.lookWith('fluxctl', fluxctl);
  }

  /** Starts the Helm Operator as its Deployment says, once Flux has applied that. */
  async installHelmOperator(): Promise<void> {
    const { components, processes, directory, name } = this.context;
    const installation = await this.#installation('helm-operator');
    const kubeconfig = await serviceAccountKubeconfig(this.world.cluster, installation, directory);
    this.#helmOperator = await startHelmOperator({
      components,
      processes,
      name: `${name}-helm-operator`,
      directory: join(directory, 'helm-operator'),
      kubeconfig,
      args: installation.args,
    });
  }

  /** Ends what belongs to this flow alone. */
  async #close(): Promise<void> {
    await this.#fluxd?.service.stop();
    await this.#helmOperator?.stop();
  }

  /** Waits until Flux has applied the newest commit. */
  async synced(): Promise<void> {
    const { repository, fluxd } = this;
    await fluxd.notifyGit(repository.url, repository.branch);
    await this.world.until(`Flux to apply ${await repository.head()}`, async () => {
      const applied = (await repository.git(['rev-parse', 'flux-sync^{commit}'])).trim();
      const head = await repository.head();
      if (applied !== head) throw new NotYet(`flux-sync is at ${applied}, the branch at ${head}`);
    });
  }

  /** Publishes for the first time, lets Flux sync, and leaves a fluxd that knows the images of what runs. */
  async begin(images: readonly string[] = ['web']): Promise<void> {
    for (const image of images) await this.push(image, '4f1c2d7');
    await this.gitops('publish');
    await this.installFlux();
    await this.synced();
    await this.restartFluxd();
  }

  /** Lets Flux see a new tag, and waits for its commit. */
  async bumped(image: string, tag: string, path: string): Promise<Commit> {
    let notified = -Infinity;
    return this.world.until(`Flux to commit ${tag} into ${path}`, async () => {
      if (performance.now() - notified > betweenNotifications) {
        await this.fluxd.notifyImage(this.image(image));
        notified = performance.now();
      }
      if (!(await this.repository.show(path)).includes(tag)) throw new NotYet(`it says ${await this.tagLine(path)}`);
      const [bump] = (await this.repository.log()).filter(({ author }) => author.startsWith('Weave Flux'));
      if (bump === undefined) throw new Error(`${tag} is in ${path}, and Flux has not committed it`);
      return bump;
    });
  }

  /** The line of a published file that holds the tag. */
  async tagLine(path: string): Promise<string> {
    return /^\s*(?:image: \S+:|tag: ).*$/m.exec(await this.repository.show(path))?.[0].trim() ?? 'nothing of a tag';
  }

  /** Waits for rounds of automation, which fluxd notes in its log: what it has not done by then it will not do. */
  async automationRounds(count: number): Promise<void> {
    const rounds = async (): Promise<number> => (await this.fluxd.service.log()).split('polling for new images').length;
    const before = await rounds();
    await this.world.until(`${String(count)} rounds of automation`, async () => {
      const passed = (await rounds()) - before;
      // The last line is written as its round begins.
      if (passed <= count) throw new NotYet(`${String(passed)} have begun`);
    });
  }

  async pods(namespace: string): Promise<readonly Pod[]> {
    return this.world.cluster.api.list(`/api/v1/namespaces/${namespace}/pods`, Pod);
  }

  /** Waits for so many running pods, all of one tag and none leaving. */
  async running(namespace: string, count: number, tag: string): Promise<void> {
    await this.world.until(`${String(count)} running pods of ${tag} in ${namespace}`, async () => {
      const pods = await this.pods(namespace);
      const right = pods.filter((pod) => isRunning(pod) && tagsOf(pod).every((each) => each === tag));
      if (right.length !== count || pods.length !== count) throw new NotYet(`${describe(pods)}`);
    });
  }

  /** What a synthesized Deployment of the platform says of the program in it. */
  async #installation(component: string): Promise<Installation> {
    const path = this.monorepo.path(`dist/config-repo/workloads/${component}-dep.yaml`);
    return readInstallation(await readFile(path, 'utf8'));
  }

  /** Throws NotYet where it is not there. */
  async object(path: string): Promise<KubeObject> {
    return this.world.cluster.api.get(path, KubeObject);
  }
}

function isRunning({ metadata, status }: Pod): boolean {
  return status.phase === 'Running' && metadata.deletionTimestamp === undefined;
}

/** The tags of a pod's containers. */
export function tagsOf({ spec }: Pod): readonly string[] {
  return spec.containers.map(({ image }) => image.slice(image.lastIndexOf(':') + 1));
}

function describe(pods: readonly Pod[]): string {
  if (pods.length === 0) return 'no pods';
  return pods.map((pod) => `${pod.metadata.name} ${isRunning(pod) ? 'Running' : 'not running'} ${tagsOf(pod).join()}`).join(', ');
}
