import { flx } from './flx';
import { git } from './git';
import { k8s } from './k8s';
import { lay } from './lay';
import { own } from './own';
import { sch } from './sch';
import { sec } from './sec';
import { src } from './src';

/** Every diagnostic there is. A code, once released, keeps its meaning; a retired one is not used again. */
export const catalog = { ...sch, ...k8s, ...lay, ...own, ...git, ...flx, ...sec, ...src } as const;

export type DiagnosticCode = keyof typeof catalog;
