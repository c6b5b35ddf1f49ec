import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { openCompany } from './company';
import { dueLatency } from './due-latency';
import { firstLoad } from './first-load';
import { health } from './health';
import { hour } from './hour';
import { incident } from './incident';
import { ingest } from './ingest';
import { type Figure, holds } from './measure';
import { onCall } from './on-call';
import { pageLatency } from './page-latency';
import { requests } from './requests';
import { restart } from './restart';
import { rotation } from './rotation';
import { search } from './search';
import { stored } from './stored';
import { storm } from './storm';

const results = path.resolve(import.meta.dirname, 'results');

const shown = (n: number) => (Math.abs(n) >= 100 ? n.toFixed(0) : n.toFixed(3));

function line(figure: Figure): string {
  const goal =
    figure.atLeast !== undefined
      ? `goal ≥ ${figure.atLeast}`
      : figure.atMost !== undefined
        ? `goal ≤ ${figure.atMost}`
        : 'reported';
  const beside = Object.entries(figure.beside ?? {})
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(', ');
  const verdict = goal === 'reported' ? ' ' : holds(figure) ? '✓' : '✗';
  return `${verdict} ${figure.name}: ${shown(figure.value)} ${figure.unit} (${goal})${beside ? ` — ${beside}` : ''}`;
}

const wanted = process.argv.slice(2);
const parts: Record<string, () => Promise<Figure[]>> = {
  ingest: () => withCompany(ingest),
  'on-call': () => withCompany(onCall),
  'page-latency': () => withCompany(pageLatency, 120),
  'due-latency': () => withCompany(dueLatency, 50),
  storm: () => withCompany(storm),
  restart: () => withCompany(restart, 8),
  stored: () => withCompany(stored),
  rotation: () => withCompany(rotation),
  incident: () => withCompany(incident),
  requests,
  search,
  health,
  'first-load': firstLoad,
};
/** Only when asked for by name. */
const onDemand: typeof parts = { hour: () => withCompany(hour) };

/** A Baton of its own for each part: no figure is measured on what another left behind. */
async function withCompany(
  measure: (company: Awaited<ReturnType<typeof openCompany>>) => Promise<Figure[]>,
  lanes = 0,
): Promise<Figure[]> {
  const company = await openCompany({ lanes });
  try {
    return await measure(company);
  } finally {
    await company.close();
  }
}

const figures: Figure[] = [];
for (const [name, measure] of Object.entries({ ...parts, ...onDemand })) {
  if (wanted.length > 0 ? !wanted.includes(name) : name in onDemand) continue;
  for (const figure of await measure()) {
    figures.push(figure);
    console.log(line(figure));
  }
}
mkdirSync(results, { recursive: true });
const at = new Date();
const file = path.join(results, `${at.toISOString().replaceAll(':', '-')}.json`);
writeFileSync(
  file,
  `${JSON.stringify({ at: at.toISOString(), node: process.version, cores: cpus().length, figures }, null, 2)}\n`,
);
console.log(
  `${figures.filter(holds).length} of ${figures.length} figures hold; written to ${path.relative(process.cwd(), file)}`,
);
process.exit(0);
