// The Flask application as its container runs it, without a container engine: what the Dockerfile says is installed, tested and
// started, as the user and with the sysctl that the Deployment names, on a root file system that nothing can write to.
//
// Linux, as root (namespaces); Python with venv, iproute2, util-linux. Exit codes: 0 it holds, 1 it does not, 2 something is
// missing. The interpreter is that of this machine, not the image's; PyPI must be in reach.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { readDockerfile } from './dockerfile.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const app = join(here, '../../apps/gitops-example');
const source = join(app, 'app-repo');
const image = readDockerfile(readFileSync(join(source, 'Dockerfile'), 'utf8'));
const [user, group] = image.user.split(':');
const { pod, container } = deployment();

needs('python3', ['-c', 'import sys, venv, ensurepip; assert sys.version_info >= (3, 10)'], 'Python 3.10 or later, with venv');
needs('ip', ['-V'], 'ip, from iproute2');
needs('unshare', ['--mount', '--pid', '--net', '--ipc', '--uts', '--fork', 'true'], 'root, for namespaces (Linux)');

// Not below /tmp, which the sandbox replaces.
const directory = mkdtempSync('/var/tmp/flask-app-');
const venv = join(directory, 'venv');
const variables = { ...image.env, PATH: `${venv}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin` };
const env = { ...process.env, ...variables };
let sandbox;
process.once('exit', () => {
  stop();
  rmSync(directory, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

try {
  manifestAgrees();
  install();
  await answers();
} catch (failure) {
  process.stderr.write(
    `${failure instanceof assert.AssertionError ? `this should hold, and does not: ${failure.message}` : failure.stack}\n`,
  );
  process.exitCode = 1;
} finally {
  stop();
}

/** With the sandbox's process 1 end all its processes and mounts, and `unshare`, which waits for it. */
function stop() {
  if (sandbox !== undefined && sandbox.exitCode === null) for (const pid of sandboxed()) process.kill(pid, 'SIGKILL');
}

/** The sandbox's process 1, as this machine numbers it, once there is one. */
function sandboxed() {
  return readFileSync(`/proc/${sandbox.pid}/task/${sandbox.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** The pod and the container as the app's golden file has them, which `npm test` compares with what synth makes. */
function deployment() {
  const [document] = parseAllDocuments(readFileSync(join(app, 'golden/workloads/gitops-example-dep.yaml'), 'utf8'));
  const { spec } = document.toJS().spec.template;
  return { pod: spec, container: spec.containers[0] };
}

function manifestAgrees() {
  const { runAsUser, runAsGroup, sysctls } = pod.securityContext;
  assert.equal(image.user, `${runAsUser}:${runAsGroup}`, "the image's user is that of the Deployment");
  assert.equal(image.port, container.ports[0].containerPort, "the image's port is that of the Deployment");
  assert.deepEqual(sysctls, [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }], 'the pod has the one sysctl');
  assert.equal(container.securityContext.readOnlyRootFilesystem, true, "the Deployment's root file system is read-only");
  assert.match(image.base, /^[\w./-]+:\d+\.\d+\.\d+-[\w-]+@sha256:[0-9a-f]{64}$/, 'the base image has a version and a digest');
  proved(`the image and the Deployment agree on user ${image.user} and port ${image.port}`);
}

/** What the Dockerfile runs, which installs the packages; then the unit tests, as the pipeline runs them. */
function install() {
  succeeds('python3', ['-m', 'venv', venv], {});
  for (const [command, ...args] of image.runs) succeeds(command, args, { cwd: source, env });
  succeeds('python', ['-m', 'unittest', '--verbose'], { cwd: source, env });
  const installed = run('pip', ['freeze']).toLowerCase().split('\n');
  const pinned = readFileSync(join(source, 'requirements.txt'), 'utf8').match(/^[\w.-]+==[\w.]+/gm);
  assert.deepEqual(installed.sort(), pinned.sort(), 'what is installed is what requirements.txt pins');
  proved(`${pinned.length} packages installed by hash, and the unit tests pass on ${run('python', ['--version'])}`);
}

async function answers() {
  const template = readFileSync(join(source, 'templates/index.html'), 'utf8');
  const [, version] = /class="version">([^<]+)</.exec(template);
  const folders = ['/', image.workdir, join(image.workdir, 'static/css'), '/dev', '/etc', '/usr', venv];
  const pid = await start();
  const seen = await look(pid, ['/', '/static/css/mystyle.css', '/healthz'], folders);

  const { '/': page, '/static/css/mystyle.css': style, '/healthz': health } = seen.responses;
  assert.deepEqual([page.status, page.type], [200, 'text/html'], 'the page is there');
  assert.ok(page.body.includes(`class="version">${version}<`), `the page says ${version}`);
  assert.deepEqual([style.status, style.type], [200, 'text/css'], 'the style sheet is there');
  assert.deepEqual([health.status, health.body], [200, 'ok\n'], '/healthz is there');
  proved(`port ${image.port} answers, and the page says ${version}`);

  assert.deepEqual(
    seen.server,
    { user: Array(4).fill(user), group: Array(4).fill(group), capabilities: 0 },
    'the server is nobody',
  );
  assert.deepEqual(seen.refusals, Object.fromEntries(folders.map((folder) => [folder, 'EROFS'])), 'these folders are read-only');
  const devices = ['/dev/null', '/dev/random', '/dev/urandom', '/dev/zero'];
  assert.deepEqual(seen.writable, [...devices, '/dev/shm', '/tmp'].sort(), 'nothing else can be written');
  assert.deepEqual(seen.left, [], 'the application leaves no file where it could');
  proved(`as ${image.user}, without capabilities; ${folders.join(', ')} refuse a file, and none was left in /tmp and /dev/shm`);

  // The kubelet's way to end a pod. Process 1 gets no signal that it does not handle.
  const ended = new Promise((resolve) => sandbox.once('exit', (code, signal) => resolve(signal ?? code)));
  process.kill(pid, 'SIGTERM');
  const grace = sleep(30_000, 'nothing', { ref: false });
  assert.equal(await Promise.race([ended, grace]), 0, 'SIGTERM ends the server, in order and within the 30 s that a pod has');
  proved('SIGTERM ends it, exit code 0');
}

/** Starts the image's CMD in the sandbox and waits until it listens. Its process id is one of this machine's. */
async function start() {
  const python = run('python', ['-c', 'import sys; print(sys.base_prefix)']);
  const shown = [venv, ...(/^\/usr(\/|$)/.test(python) ? [] : [python])];
  const root = join(directory, 'root');
  mkdirSync(root);
  const assignments = Object.entries({ ...variables, HOME: '/' }).map((pair) => pair.join('='));
  sandbox = spawn(
    'unshare',
    [
      ...['--mount', '--pid', '--net', '--ipc', '--uts', '--fork'],
      ...[join(here, 'sandbox.sh'), root, copied(), user, group, image.workdir, ...shown],
      ...['--', '--ignore-environment', ...assignments, ...image.cmd],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  for (let tries = 0; tries < 150; tries += 1) {
    if (sandbox.exitCode !== null) throw new Error(`the server ended with exit code ${sandbox.exitCode} before it listened`);
    const [pid] = sandboxed();
    if (pid !== undefined && listens(pid)) return pid;
    await sleep(200);
  }
  throw new Error('the server does not listen after 30 s');
}

/** Whether something listens on the image's port in the network namespace of a process. */
function listens(pid) {
  const port = image.port.toString(16).toUpperCase().padStart(4, '0');
  return new RegExp(`:${port} \\S+ 0A `).test(readFileSync(`/proc/${pid}/net/tcp`, 'utf8'));
}

/** What a process of the same user sees beside the server. */
async function look(pid, paths, folders) {
  const context = ['--target', String(pid), '--all', '--root', '--wd=/', '--setuid', user, '--setgid', group];
  const program = readFileSync(join(here, 'probe.py'), 'utf8');
  const args = [...context, `${venv}/bin/python`, '-I', '-', String(image.port), ...paths, '--', ...folders];
  return JSON.parse(execFileSync('nsenter', args, { input: program, encoding: 'utf8' }));
}

/** A folder with what the image copies into its working directory. */
function copied() {
  const folder = join(directory, 'app');
  for (const { from, to } of image.copies) {
    for (const path of from) {
      cpSync(join(source, path), to.endsWith('/') ? join(folder, to, basename(path)) : join(folder, to), { recursive: true });
    }
  }
  return folder;
}

/** Runs a command to its end, with its output shown. */
function succeeds(command, args, options) {
  assert.equal(spawnSync(command, args, { ...options, stdio: 'inherit' }).status, 0, `${[command, ...args].join(' ')} succeeds`);
}

/** What a command of the virtual environment prints. */
function run(command, args) {
  return execFileSync(join(venv, 'bin', command), args, { encoding: 'utf8' }).trim();
}

function needs(command, args, what) {
  if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return;
  process.stderr.write(`needed and not found: ${what}\n`);
  process.exit(2);
}

function proved(text) {
  process.stdout.write(`=> ${text}\n`);
}
