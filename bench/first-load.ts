import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { openCompany } from './company';
import { client, type Figure } from './measure';
import { signIn } from './session';

const root = path.resolve(import.meta.dirname, '..');
const copy = path.join(root, '.baton/bench');

/** The product with two pages more: an empty one inside the layouts of the signed-in pages, one under an empty root. */
function copyWithEmptyPages(): void {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  const whole = ['app', 'components', 'server', 'prisma', 'node_modules'];
  const files = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'next.config.mjs',
    'postcss.config.mjs',
    'proxy.ts',
  ];
  for (const name of [...whole, ...files])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true, verbatimSymlinks: true });
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), text);
  };
  // Two root layouts: ours, and one with nothing in it.
  mkdirSync(path.join(copy, 'app/(baton)'));
  for (const name of readdirSync(path.join(copy, 'app')))
    if (/^(layout|providers|error|not-found)\.tsx$|^globals\.css$|^\((public|signed-in)\)$/.test(name))
      renameSync(path.join(copy, 'app', name), path.join(copy, 'app/(baton)', name));
  // The page for the worst case stays where it must be, and wants the styles beside it.
  cpSync(path.join(root, 'app/globals.css'), path.join(copy, 'app/globals.css'));
  const empty = 'export default function Empty() {\n  return null;\n}\n';
  put('app/(baton)/(signed-in)/empty/page.tsx', empty);
  put('app/(bare)/bare/page.tsx', empty);
  put(
    'app/(bare)/layout.tsx',
    'export default function Bare({ children }: { children: React.ReactNode }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  );
}

const pages = { '/': 1.3, '/alerts': 1.3, '/team': 1.3, '/settings': 1.3, '/calendar': 2.2, '/health': 2 } as const;

/** First-load JS of each page, gzip, beside an empty page inside the same layouts. */
export async function firstLoad(): Promise<Figure[]> {
  copyWithEmptyPages();
  execFileSync(process.execPath, ['--import', 'tsx', 'server/start/main.ts', '--build'], {
    cwd: copy,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const company = await openCompany({ folder: copy });
  const http = client(company.url, 4);
  const cookie = await signIn(http, company.admin);
  const sizes = new Map<string, number>();
  const sizeOf = async (page: string): Promise<number> => {
    const { status, body } = await http.send('GET', page, { cookie });
    if (status !== 200) throw new Error(`${page} answered ${status}`);
    // Browsers that run modules leave `nomodule` scripts alone.
    const scripts = [...body.matchAll(/<script\b(?![^>]*\bnomodule\b)[^>]*\bsrc="([^"]+\.js[^"]*)"/gi)].map(
      ([, src = '']) => src,
    );
    let total = 0;
    for (const src of new Set(scripts)) {
      if (!sizes.has(src)) sizes.set(src, gzipSync((await http.send('GET', src)).body).length);
      total += sizes.get(src) ?? 0;
    }
    return total;
  };
  try {
    const floor = await sizeOf('/empty');
    const figures: Figure[] = [];
    for (const [page, atMost] of Object.entries(pages)) {
      const bytes = await sizeOf(page);
      figures.push({
        name: `first-load JS of ${page} ÷ an empty page in the same layouts`,
        value: bytes / floor,
        unit: '×',
        atMost,
        beside: { bytes, emptyBytes: floor },
      });
    }
    const bare = await sizeOf('/bare');
    figures.push({
      name: 'the layouts ÷ a page under an empty root layout',
      value: floor / bare,
      unit: '×',
      beside: { layoutBytes: floor, bareBytes: bare },
    });
    return figures;
  } finally {
    http.close();
    await company.close();
    rmSync(copy, { recursive: true, force: true });
  }
}
