import { type Processes } from './processes';

export interface Commit {
  readonly id: string;
  readonly author: string;
  readonly subject: string;
}

/** The bare repository that publish pushes to and Flux syncs. */
export class ConfigRepository {
  readonly branch = 'master';

  private constructor(
    private readonly processes: Processes,
    /** Absolute. */
    readonly directory: string,
  ) {}

  static async create(processes: Processes, directory: string): Promise<ConfigRepository> {
    const repository = new ConfigRepository(processes, directory);
    await repository.git(['init', '--quiet', '--bare', '--initial-branch=master', directory], '/');
    return repository;
  }

  get url(): string {
    return `file://${this.directory}`;
  }

  /** Throws where git does not succeed. */
  async git(args: readonly string[], cwd = this.directory): Promise<string> {
    const { code, stdout, stderr } = await this.processes.run(['git', ...args], { cwd });
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.trim()}`);
    return stdout;
  }

  async head(): Promise<string> {
    return (await this.git(['rev-parse', this.branch])).trim();
  }

  /** A file of a commit, of the newest one by default. */
  async show(path: string, commit: string = this.branch): Promise<string> {
    return this.git(['show', `${commit}:${path}`]);
  }

  /** Newest first. */
  async log(range: string = this.branch): Promise<readonly Commit[]> {
    const lines = (await this.git(['log', '--format=%H%x09%an <%ae>%x09%s', range])).split('\n').filter((line) => line !== '');
    return lines.map((line) => {
      const [id = '', author = '', subject = ''] = line.split('\t');
      return { id, author, subject };
    });
  }

  /** Lines that a commit takes away and adds, with `-` or `+`. */
  async changedLines(commit: string): Promise<readonly string[]> {
    const diff = await this.git(['show', '--format=', '--unified=0', commit]);
    return diff.split('\n').filter((line) => /^[-+](?![-+])/.test(line));
  }
}
