import { isJsonObject, valueAt } from '@gitops/manifest';
import { annotationTexts } from '@gitops/ownership';
import { typeAt, type FluxRule } from './rule';

export const helmTagNotAString: FluxRule = function* ({ manifest, containers, updatable }) {
  if (!updatable || manifest.kind !== 'HelmRelease') return;
  const texts = annotationTexts(manifest);
  for (const { name, fields, indexPath } of containers) {
    // An alias says where tag and registry are; a neighbour of the repository means nothing then.
    if (texts.has(`repository.fluxcd.io/${name}`)) continue;
    const parent = indexPath.slice(0, -1);
    const siblings = valueAt(manifest, parent);
    for (const field of ['registry', 'tag']) {
      if (!isJsonObject(siblings) || siblings[field] === undefined || typeof siblings[field] === 'string') continue;
      const path = [...parent, field];
      yield {
        code: 'FLX022',
        path,
        message: `the ${field} of image "${name}" is ${typeAt(manifest, path)}, not a string`,
        notes: [
          `Flux passes over it, and would write the tag behind the ${fields.image.at(-1) === 'image' ? 'image' : 'repository'}`,
        ],
        help: field === 'tag' ? "write the tag in quotes, as in '1.10'" : 'write the registry as a string, or leave it out',
      };
    }
  }
};
