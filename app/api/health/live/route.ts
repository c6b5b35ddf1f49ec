/** The process answers; nothing more is said, and nothing is asked of the database. */
export const GET = () => Response.json({ live: true }, { headers: { 'Cache-Control': 'no-store' } });
export const dynamic = 'force-dynamic';
