/** An instruction of a Dockerfile, in the order of the file: its name in capitals and the rest of its line. */
function instructionsOf(text) {
  const lines = text.replace(/^\s*#.*\n/gm, '').replace(/\\\n/g, ' ');
  return lines.split('\n').flatMap((line) => {
    const [, name, value] = /^\s*([A-Za-z]+)\s+(.*?)\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name: name.toUpperCase(), value }];
  });
}

/** The arguments of an instruction in its exec form. The shell form would need a shell in the image, and hides signals. */
function execForm({ name, value }) {
  try {
    return JSON.parse(value);
  } catch {
    throw new Error(`${name} is not in exec form, a JSON array: ${value}`);
  }
}

/**
 * The image that a Dockerfile makes. Only what this project's Dockerfiles use is understood: one stage, COPY of files and
 * folders by name, RUN and CMD in exec form, ENV as `key=value`.
 */
export function readDockerfile(text) {
  const instructions = instructionsOf(text);
  const all = (name) => instructions.filter((instruction) => instruction.name === name);
  const last = (name) => {
    const found = all(name).at(-1);
    if (found === undefined) throw new Error(`the Dockerfile has no ${name}`);
    return found;
  };
  if (all('FROM').length > 1) throw new Error('the Dockerfile has more than one stage');
  return {
    base: last('FROM').value,
    env: Object.fromEntries(all('ENV').flatMap(({ value }) => value.split(/\s+/).map((pair) => pair.split(/=(.*)/s, 2)))),
    workdir: last('WORKDIR').value,
    user: last('USER').value,
    port: Number(last('EXPOSE').value),
    copies: all('COPY').map(({ value }) => {
      const words = value.split(/\s+/);
      return { from: words.slice(0, -1), to: words.at(-1) };
    }),
    runs: all('RUN').map(execForm),
    cmd: execForm(last('CMD')),
  };
}
