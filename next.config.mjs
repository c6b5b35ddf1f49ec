export default {
  typedRoutes: true,
  reactCompiler: true,
  poweredByHeader: false,
  // Without it `POST /ingest/generic/key/` would be answered with a redirect, which no sender follows.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pino'],
  images: { unoptimized: true },
  // A start answers before every page has been loaded; each is loaded when it is first asked for.
  experimental: { preloadEntriesOnStart: false },
  turbopack: { root: import.meta.dirname },
  // `npm start` builds before anything answers, and `npm run check` has looked at the types already.
  typescript: { ignoreBuildErrors: process.env.BATON_BUILD_SKIPS_TYPES === '1' },
};
