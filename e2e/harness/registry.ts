import { type Components } from '../build/build';
import { NotYet, until } from './poll';
import { freePorts } from './port';
import { type Processes } from './processes';

/** @returns `127.0.0.1:<port>` of an image registry in memory */
export async function startRegistry(components: Components, processes: Processes): Promise<string> {
  const [port = 0] = await freePorts(1);
  const host = `127.0.0.1:${String(port)}`;
  processes.start('registry', [components.program('crane'), 'registry', 'serve', `--address=${host}`]);
  await until(
    'the registry',
    async () => {
      const { status } = await fetch(`http://${host}/v2/`);
      if (status !== 200) throw new NotYet(`HTTP ${String(status)}`);
    },
    {
      pointless: () => {
        processes.assertRunning();
      },
    },
  );
  return host;
}
