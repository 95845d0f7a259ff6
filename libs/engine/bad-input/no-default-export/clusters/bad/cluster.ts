import { namespace } from '@gitops/constructs';

export const namespaces = [namespace('web')];
