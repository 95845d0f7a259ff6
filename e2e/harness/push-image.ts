import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const types = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
};

/** An empty tar archive: two blocks of zeros. */
const emptyTar = Buffer.alloc(1024);
const layer = gzipSync(emptyTar);

/**
 * Pushes an image of one empty layer, in Docker's format: one OCI manifest in a repository stops Flux's automation for it.
 * @param image `127.0.0.1:5000/flow/app`
 * @param created what Flux orders tags by
 */
export async function pushImage(image: string, tag: string, created: Date): Promise<void> {
  const slash = image.indexOf('/');
  const base = `http://${image.slice(0, slash)}/v2/${image.slice(slash + 1)}`;
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      created: created.toISOString(),
      config: { Labels: { 'org.opencontainers.image.revision': tag } }, // makes the image of each tag another one
      rootfs: { type: 'layers', diff_ids: [digest(emptyTar)] },
      history: [{ created: created.toISOString(), created_by: 'e2e' }],
    }),
  );
  for (const blob of [layer, config]) await pushBlob(base, blob);
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, size: config.length, digest: digest(config) },
    layers: [{ mediaType: types.layer, size: layer.length, digest: digest(layer) }],
  });
  await put(`${base}/manifests/${tag}`, manifest, types.manifest);
}

async function pushBlob(base: string, blob: Buffer): Promise<void> {
  const started = await fetch(`${base}/blobs/uploads/`, { method: 'POST' });
  const location = new URL(started.headers.get('location') ?? '', base);
  location.searchParams.set('digest', digest(blob));
  await put(location.href, blob, 'application/octet-stream');
}

async function put(url: string, body: string | Buffer, type: string): Promise<void> {
  const content = typeof body === 'string' ? body : new Uint8Array(body);
  const answer = await fetch(url, { method: 'PUT', body: content, headers: { 'content-type': type } });
  if (answer.status !== 201) throw new Error(`the registry answers ${String(answer.status)} to ${url}: ${await answer.text()}`);
}

function digest(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
