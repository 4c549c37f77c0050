import { readFile, writeFile } from 'node:fs/promises';

/** Replaces one benchmark's section of a Markdown file, or adds it at the end; other sections stay as they are. */
export async function writeSection(
  file: string,
  heading: string,
  command: string,
  body: string,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '# Benchmarks\n');
  const start = text.indexOf(`${heading}\n`);
  const next = start < 0 ? -1 : text.indexOf('\n## ', start + heading.length);
  const before = start < 0 ? `${text.trimEnd()}\n\n` : text.slice(0, start);
  const after = next < 0 ? '' : text.slice(next + 1);
  await writeFile(file, `${before}${heading}\n\n\`${command}\`\n\n${body}${after ? `\n${after}` : ''}`);
}
