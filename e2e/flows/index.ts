import { sync } from './01-sync';
import { bump } from './02-bump';
import { rollback } from './03-rollback';
import { helmInstall } from './04-helm';
import { helmBump } from './05-helm-bump';
import { race } from './06-race';
import { removal } from './07-removal';
import { manifests } from './08-manifests';
import { differential } from './09-differential';
import { agreement } from './10-agreement';
import { charts } from './11-charts';
import { fluxctl } from './12-fluxctl';
import { bootstrap } from './13-bootstrap';
import { type Flow } from './flow';

/** In the order of a run, which is that of their numbers. */
export const flows: readonly Flow[] = [
  ...[sync, bump, rollback, helmInstall, helmBump, race],
  ...[removal, manifests, differential, agreement, charts, fluxctl, bootstrap],
];
