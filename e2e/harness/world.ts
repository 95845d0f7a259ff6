import { join } from 'node:path';
import { type Components } from '../build/build';
import { type Cluster, startCluster } from './cluster';
import { type Memcached, startMemcached } from './memcached';
import { until } from './poll';
import { freePorts } from './port';
import { type Processes } from './processes';
import { startRegistry } from './registry';

export interface WorldOptions {
  readonly components: Components;
  readonly processes: Processes;
  /** Absolute path of the workspace under test. */
  readonly workspace: string;
  /** Absolute; everything that the run writes. */
  readonly directory: string;
}

/** What all flows share: one cluster, one image registry and one memcached. */
export class World {
  private constructor(
    readonly options: WorldOptions,
    readonly cluster: Cluster,
    /** `127.0.0.1:<port>` */
    readonly registry: string,
    readonly memcached: Memcached,
  ) {}

  static async start(options: WorldOptions): Promise<World> {
    const { components, processes, directory } = options;
    const [memcachedPort = 0] = await freePorts(1);
    const [cluster, registry, memcached] = await Promise.all([
      startCluster({ components, processes, directory: join(directory, 'cluster') }),
      startRegistry(components, processes),
      startMemcached(memcachedPort),
    ]);
    return new World(options, cluster, registry, memcached);
  }

  /** Waits as `until` does, and gives up as soon as a service has ended. */
  until<T>(what: string, probe: () => Promise<T> | T, milliseconds?: number): Promise<T> {
    const pointless = (): void => {
      this.options.processes.assertRunning();
    };
    return until(what, probe, { pointless, ...(milliseconds !== undefined && { milliseconds }) });
  }

  async stop(): Promise<void> {
    this.cluster.api.close();
    await this.memcached.stop();
  }
}
