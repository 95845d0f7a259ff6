import { Refused } from '../origin/refused';
import { withLocalSources } from './local-sources';
import { replacing } from './replacing';

/**
 * Runs code of a cluster, an app or a construct so that it cannot spoil what the command says and returns: stdout may be
 * read by a program, so what the code prints goes to stderr; and it cannot end the process, as if all were done.
 * @param root the workspace, absolute
 */
export function runUserCode<Result>(root: string, work: () => Result): Result {
  return replacing(
    process,
    'exit',
    () => refuseExit,
    () =>
      replacing(
        process.stdout,
        'write',
        () => process.stderr.write.bind(process.stderr),
        () => withLocalSources(root, work),
      ),
  );
}

function refuseExit(): never {
  throw new Refused('SRC004', 'process.exit() would end synth before anything is written', 'throw an Error to refuse something');
}
